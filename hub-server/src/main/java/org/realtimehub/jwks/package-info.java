/** Keys of token issuers, fetched over HTTP. */
@NullMarked
package org.realtimehub.jwks;

import org.jspecify.annotations.NullMarked;
