/** The numbers of the nodes over the last hour. */
@NullMarked
package org.realtimehub.admin.series;

import org.jspecify.annotations.NullMarked;
