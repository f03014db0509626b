package org.realtimehub.connection;

/** Who wanted a sweep. */
public enum SweepTrigger {
  SCHEDULE,
  OPERATOR
}
