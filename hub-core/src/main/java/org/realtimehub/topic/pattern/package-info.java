/**
 * URL patterns: the WHATWG URL Pattern Standard on a linear-time regular expression engine.
 *
 * <p>The way of a pattern: {@link ConstructorStringParser} cuts the text into components, {@link
 * PatternInits} completes them from the base URL, {@link PartParser} reads each into {@link Part}s,
 * {@link ComponentRegex} turns those into a regular expression, and {@link UrlPattern} holds the
 * result. What a client writes in parentheses goes through {@link EcmaRegexp}.
 */
@NullMarked
package org.realtimehub.topic.pattern;

import org.jspecify.annotations.NullMarked;
