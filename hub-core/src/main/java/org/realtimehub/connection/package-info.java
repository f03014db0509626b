/** The connections of a node: admission, identity, the ways they end. */
@NullMarked
package org.realtimehub.connection;

import org.jspecify.annotations.NullMarked;
