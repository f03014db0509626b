package org.realtimehub.admin.access;

import java.util.Locale;
import java.util.Set;

/** What a user is. */
public enum Role {
  VIEWER,
  OPERATOR;

  public Set<Permission> permissions() {
    return switch (this) {
      case VIEWER -> Set.of(Permission.HEALTH, Permission.METRICS, Permission.READ);
      case OPERATOR -> Set.of(Permission.values());
    };
  }

  /** As the contract of the API and the configuration write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
