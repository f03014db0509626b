/** The log of a hub: the one order of its updates, and their history. */
@NullMarked
package org.realtimehub.log;

import org.jspecify.annotations.NullMarked;
