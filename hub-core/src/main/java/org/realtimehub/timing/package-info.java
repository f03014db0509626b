/** Deadlines of many connections without a timer for each. */
@NullMarked
package org.realtimehub.timing;

import org.jspecify.annotations.NullMarked;
