package org.realtimehub.admin.access;

import java.util.Optional;

/**
 * What must be known of a caller before something is done for them.
 *
 * @param signedIn whether it must be known who calls
 * @param permission which the caller must have
 */
public record Requirement(boolean signedIn, Optional<Permission> permission) {

  /** Anybody may call. */
  public static final Requirement NONE = new Requirement(false, Optional.empty());

  /** Whoever has proven who they are may call. */
  public static final Requirement SIGNED_IN = new Requirement(true, Optional.empty());

  public static Requirement of(Permission permission) {
    return new Requirement(true, Optional.of(permission));
  }

  /** As the contract of the API names it; empty for a name that it does not know. */
  public static Optional<Requirement> named(String name) {
    return switch (name) {
      case "none" -> Optional.of(NONE);
      case "signed-in" -> Optional.of(SIGNED_IN);
      default -> Permission.labelled(name).map(Requirement::of);
    };
  }
}
