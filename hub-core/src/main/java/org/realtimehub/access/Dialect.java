package org.realtimehub.access;

/** The revision of the Mercure protocol that a token is written in. */
public enum Dialect {
  /** Claim {@code mercure}, keys per role; the installed base. */
  DRAFT_07,
  /** JWT access tokens of RFC 9068 with authorization details of RFC 9396. */
  DRAFT_08
}
