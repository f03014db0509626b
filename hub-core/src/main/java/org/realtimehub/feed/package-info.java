/** The way of accepted updates from the event bus to the event loops of a node, in log order. */
@NullMarked
package org.realtimehub.feed;

import org.jspecify.annotations.NullMarked;
