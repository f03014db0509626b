/** The API of the admin side: its contract, and what stands behind each operation of it. */
@NullMarked
package org.realtimehub.admin.api;

import org.jspecify.annotations.NullMarked;
