package org.realtimehub.admin.access;

import java.util.Set;

/**
 * A token of the configuration, for programs.
 *
 * @param hash SHA-256 of the token, in lower-case hexadecimal digits
 */
public record ApiToken(String name, String hash, Set<Permission> scopes) {

  public ApiToken {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public String toString() {
    return "ApiToken[" + name + ", " + scopes + "]";
  }
}
