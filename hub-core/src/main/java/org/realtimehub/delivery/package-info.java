/** From the one order of updates to each subscriber: topic index, cursors, frames. */
@NullMarked
package org.realtimehub.delivery;

import org.jspecify.annotations.NullMarked;
