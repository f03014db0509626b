/**
 * The hub from outside, over real sockets. What these tests may use of the product is its start and
 * its admin view; everything else goes through the public port.
 */
@NullMarked
package org.realtimehub.blackbox;

import org.jspecify.annotations.NullMarked;
