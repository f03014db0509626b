/** Nodes in processes of their own, under faults, and clients that must not notice. */
@NullMarked
package org.realtimehub.chaos;

import org.jspecify.annotations.NullMarked;
