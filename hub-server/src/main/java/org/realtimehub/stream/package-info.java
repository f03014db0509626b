/** Open connections: their owner, their life, and how updates are written to them. */
@NullMarked
package org.realtimehub.stream;

import org.jspecify.annotations.NullMarked;
