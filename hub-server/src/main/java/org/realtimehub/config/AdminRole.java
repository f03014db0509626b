package org.realtimehub.config;

/** What a user of the admin side may do: look, or everything. */
public enum AdminRole {
  VIEWER,
  OPERATOR
}
