/** Processes of this program, started by this program. */
@NullMarked
package org.realtimehub.process;

import org.jspecify.annotations.NullMarked;
