/** What a publish goes through, told to a collector of OpenTelemetry. */
@NullMarked
package org.realtimehub.tracing;

import org.jspecify.annotations.NullMarked;
