/** When a node sweeps its connections. */
@NullMarked
package org.realtimehub.admin.sweep;

import org.jspecify.annotations.NullMarked;
