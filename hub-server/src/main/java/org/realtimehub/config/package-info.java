/** The configuration of a node: what may be set, how it is read, and where each value came from. */
@NullMarked
package org.realtimehub.config;

import org.jspecify.annotations.NullMarked;
