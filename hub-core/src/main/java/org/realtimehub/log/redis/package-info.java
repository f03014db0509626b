/** The log of a hub, and what its nodes share, in Redis. */
@NullMarked
package org.realtimehub.log.redis;

import org.jspecify.annotations.NullMarked;
