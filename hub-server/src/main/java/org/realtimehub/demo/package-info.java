/** Whom the demonstration pages let in: anybody, under any name, to what belongs to them. */
@NullMarked
package org.realtimehub.demo;

import org.jspecify.annotations.NullMarked;
