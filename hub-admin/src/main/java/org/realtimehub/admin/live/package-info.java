/** Streams of Server-Sent Events for operators. */
@NullMarked
package org.realtimehub.admin.live;

import org.jspecify.annotations.NullMarked;
