package org.realtimehub.admin.access;

import java.time.Duration;

/** What came of a try to sign in. */
public sealed interface SignInOutcome {

  /**
   * @param id for the cookie of the browser; nowhere else
   */
  record SignedIn(String id, Session session) implements SignInOutcome {

    @Override
    public String toString() {
      return "SignedIn[" + session + "]";
    }
  }

  /** The user does not exist or the password is another: which of these is nobody's business. */
  record Wrong() implements SignInOutcome {}

  /** Too many tries have failed. */
  record Wait(Duration time) implements SignInOutcome {}

  /** The password is longer than any can be. */
  record TooLong(int maxBytes) implements SignInOutcome {}

  /** An identity provider does not stand up for them. */
  record NotVouched(Testimony.Against testimony) implements SignInOutcome {}
}
