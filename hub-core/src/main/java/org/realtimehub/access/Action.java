package org.realtimehub.access;

/** What a token is presented for. */
public enum Action {
  PUBLISH,
  SUBSCRIBE
}
