/** The command line of the hub. */
@NullMarked
package org.realtimehub.cli;

import org.jspecify.annotations.NullMarked;
