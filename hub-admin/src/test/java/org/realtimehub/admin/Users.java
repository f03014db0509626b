package org.realtimehub.admin;

import java.time.Duration;
import java.util.List;
import org.realtimehub.admin.access.AccessSettings;
import org.realtimehub.admin.access.Account;
import org.realtimehub.admin.access.ApiToken;
import org.realtimehub.admin.access.Role;

/** Users and tokens of tests. */
final class Users {

  static final String VIEWER = "vera";
  static final String VIEWER_PASSWORD = "seen but not touched";
  static final String OPERATOR = "olga";
  static final String OPERATOR_PASSWORD = "geöffnet 2026";
  static final Duration SESSION_TIMEOUT = Duration.ofMinutes(30);

  /** $2a$ and $2y$ of cost 10, as other programs make them. */
  private static final String VIEWER_HASH = Hashes.of("$2a", VIEWER_PASSWORD);

  private static final String OPERATOR_HASH = Hashes.of("$2y", OPERATOR_PASSWORD);

  private Users() {}

  static AccessSettings settings(ApiToken... tokens) {
    return new AccessSettings(
        List.of(
            new Account(VIEWER, Role.VIEWER, VIEWER_HASH, false),
            new Account(OPERATOR, Role.OPERATOR, OPERATOR_HASH, true)),
        List.of(tokens),
        SESSION_TIMEOUT);
  }
}
