package org.realtimehub.admin.access;

import java.util.Optional;
import java.util.Set;

/**
 * Who calls, proven.
 *
 * @param name of the user or of the API token
 * @param role absent for API tokens
 * @param session absent for API tokens
 */
public record Caller(
    String name, Optional<Role> role, Set<Permission> permissions, Optional<Session> session) {

  public Caller {
    permissions = Set.copyOf(permissions);
  }

  static Caller of(ApiToken token) {
    return new Caller(token.name(), Optional.empty(), token.scopes(), Optional.empty());
  }

  public static Caller of(Session session) {
    Role role = session.role();
    return new Caller(session.user(), Optional.of(role), role.permissions(), Optional.of(session));
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
