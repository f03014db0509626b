/** Updates as they are published, and their place in the one order of a hub. */
@NullMarked
package org.realtimehub.update;

import org.jspecify.annotations.NullMarked;
