package org.realtimehub.admin.access;

import java.util.Locale;

/** What an identity provider, or the lack of its word, says of somebody who wants to sign in. */
public sealed interface Testimony {

  /**
   * They are who they say, and may come in.
   *
   * @param subject what the provider knows them by, and never gives to another
   */
  record For(String name, String subject, Role role) implements Testimony {}

  /**
   * They may not come in.
   *
   * @param name of the user, empty where that is not certain
   * @param detail one of a fixed set of texts, for the audit; no secrets, nothing that was sent
   */
  record Against(Reason reason, String name, String detail) implements Testimony {}

  /** Why somebody may not come in, as far as they are told. */
  enum Reason {
    /** No sign-in of this browser is under way that this could be the end of. */
    STALE,
    /** The provider, or the user there, said no. */
    DENIED,
    /** What the provider sent is not what it must be. */
    INVALID,
    /** The provider knows them, but they have no role here. */
    NO_ROLE,
    /** The provider cannot be asked. */
    UNAVAILABLE;

    /** As the console is told. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Against against(Reason reason, String detail) {
    return new Against(reason, "", detail);
  }
}
