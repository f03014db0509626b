package org.realtimehub.admin.access;

import java.time.Duration;
import java.util.List;

/**
 * Who may call the admin side.
 *
 * @param accounts users with passwords
 * @param tokens for programs
 * @param sessionTimeout after which an unused session ends
 */
public record AccessSettings(
    List<Account> accounts, List<ApiToken> tokens, Duration sessionTimeout) {

  public AccessSettings {
    accounts = List.copyOf(accounts);
    tokens = List.copyOf(tokens);
  }
}
