/** The resources of the public port. */
@NullMarked
package org.realtimehub.endpoint;

import org.jspecify.annotations.NullMarked;
