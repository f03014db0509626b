/** The log of a hub, and what its nodes share, in the memory of those nodes. */
@NullMarked
package org.realtimehub.log.hazelcast;

import org.jspecify.annotations.NullMarked;
