/** What is published: which topics there are, their history, and what comes in now. */
@NullMarked
package org.realtimehub.admin.topics;

import org.jspecify.annotations.NullMarked;
