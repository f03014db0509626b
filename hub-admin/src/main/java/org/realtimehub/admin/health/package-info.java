/** Whether a node can take work, and whether messages flow. */
@NullMarked
package org.realtimehub.admin.health;

import org.jspecify.annotations.NullMarked;
