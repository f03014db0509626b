/** The files that the public port gives to browsers: fixed lists, from memory. */
@NullMarked
package org.realtimehub.page;

import org.jspecify.annotations.NullMarked;
