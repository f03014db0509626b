/** Wiring: the one place where a node is put together. */
@NullMarked
package org.realtimehub.main;

import org.jspecify.annotations.NullMarked;
