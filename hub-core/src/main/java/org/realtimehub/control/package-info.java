/** What operators do to a hub while it runs, and what they see of it, on all its nodes at once. */
@NullMarked
package org.realtimehub.control;

import org.jspecify.annotations.NullMarked;
