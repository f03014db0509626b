/**
 * What both ports of a node, the public one and that of the administration, do alike with HTTP: to
 * serve files, and to end answers that nobody reads.
 */
@NullMarked
package org.realtimehub.web;

import org.jspecify.annotations.NullMarked;
