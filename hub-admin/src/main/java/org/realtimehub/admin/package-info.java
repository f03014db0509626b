/** What an operator sees of a node. */
@NullMarked
package org.realtimehub.admin;

import org.jspecify.annotations.NullMarked;
