/** What every request needs: bounds, forms, credentials, CORS, error answers. */
@NullMarked
package org.realtimehub.http;

import org.jspecify.annotations.NullMarked;
