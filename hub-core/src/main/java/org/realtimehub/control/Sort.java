package org.realtimehub.control;

/** By what a list of connections is ordered; ties are broken by the id. */
public enum Sort {
  ID,
  /** Ascending, who has been here longest comes first. */
  OPENED,
  /** Ascending, who got an update last comes first. */
  IDLE,
  LAG,
  WAITING,
  /** Ascending, those without a subject come first. */
  SUBJECT,
  ADDRESS
}
