/** {@code hub bench}: measures a hub, beside bare Vert.x, and checks that nothing was lost. */
@NullMarked
package org.realtimehub.bench;

import org.jspecify.annotations.NullMarked;
