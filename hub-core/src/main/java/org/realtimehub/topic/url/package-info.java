/**
 * URLs as browsers read them: the parser of the WHATWG URL Standard.
 *
 * <p>Nothing outside this package knows how a URL is parsed; a library that follows the same
 * standard can take its place behind {@link Url} and {@link UrlComponents}.
 */
@NullMarked
package org.realtimehub.topic.url;

import org.jspecify.annotations.NullMarked;
