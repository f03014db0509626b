/**
 * What the inner parts of the domain cost. Benchmarks are public and not final, because JMH extends
 * and calls them from packages of its own.
 */
@NullMarked
package org.realtimehub.microbench;

import org.jspecify.annotations.NullMarked;
