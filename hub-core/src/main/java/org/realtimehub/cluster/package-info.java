/** What the nodes of a hub know of each other and share. */
@NullMarked
package org.realtimehub.cluster;

import org.jspecify.annotations.NullMarked;
