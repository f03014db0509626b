package org.realtimehub.blackbox;

import java.util.Map;
import org.realtimehub.config.PasswordHash;

/** Who may sign in at the hubs of tests, and with which password. */
final class AdminUsers {

  /** May do everything. */
  static final String OPERATOR = "otto";

  /** May look. */
  static final String VIEWER = "vera";

  static final String PASSWORD = "a password for tests";

  private static final String HASH = PasswordHash.ofPassword(PASSWORD).value();

  private AdminUsers() {}

  /** The variables that configure them. */
  static Map<String, String> environment() {
    return Map.of(
        "HUB_ADMIN_USERS_0_NAME", OPERATOR,
        "HUB_ADMIN_USERS_0_ROLE", "operator",
        "HUB_ADMIN_USERS_0_PASSWORD_HASH", HASH,
        "HUB_ADMIN_USERS_1_NAME", VIEWER,
        "HUB_ADMIN_USERS_1_ROLE", "viewer",
        "HUB_ADMIN_USERS_1_PASSWORD_HASH", HASH);
  }
}
