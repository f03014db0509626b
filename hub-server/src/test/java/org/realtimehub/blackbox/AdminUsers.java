package org.realtimehub.blackbox;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.util.Map;

/** Who may sign in at the hubs of tests, and with which password. */
final class AdminUsers {

  /** May do everything. */
  static final String OPERATOR = "otto";

  /** May look. */
  static final String VIEWER = "vera";

  static final String PASSWORD = "a password for tests";

  /** As cheap as the hub takes it. */
  private static final String HASH = BCrypt.withDefaults().hashToString(10, PASSWORD.toCharArray());

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
