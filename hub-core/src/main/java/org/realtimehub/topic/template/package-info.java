/** URI templates (RFC 6570), read backwards: which strings can a template expand to. */
@NullMarked
package org.realtimehub.topic.template;

import org.jspecify.annotations.NullMarked;
