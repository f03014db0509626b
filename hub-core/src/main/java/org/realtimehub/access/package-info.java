/**
 * Who may publish and receive what: access tokens, the keys that vouch for them, and what they
 * grant.
 */
@NullMarked
package org.realtimehub.access;

import org.jspecify.annotations.NullMarked;
