/** Who may call the admin side: users, API tokens, sessions, and what they did. */
@NullMarked
package org.realtimehub.admin.access;

import org.jspecify.annotations.NullMarked;
