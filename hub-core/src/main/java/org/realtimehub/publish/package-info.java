/** Accepting updates: many concurrent publishes, one append. */
@NullMarked
package org.realtimehub.publish;

import org.jspecify.annotations.NullMarked;
