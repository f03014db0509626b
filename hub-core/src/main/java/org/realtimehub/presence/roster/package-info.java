/** Who is subscribed on all nodes of a hub: a projection of the log. */
@NullMarked
package org.realtimehub.presence.roster;

import org.jspecify.annotations.NullMarked;
