/** Who is subscribed to what: subscription events and documents. */
@NullMarked
package org.realtimehub.presence;

import org.jspecify.annotations.NullMarked;
