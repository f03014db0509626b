/** Updates that are delivered later than they are published. */
@org.jspecify.annotations.NullMarked
package org.realtimehub.delay;
