package org.realtimehub.admin.access;

import java.time.Duration;

/** What the credentials of a request prove. */
public sealed interface Identity {

  record Known(Caller caller) implements Identity {}

  /**
   * @param tokenWrong whether a token was given, which is none of ours
   */
  record Unknown(boolean tokenWrong) implements Identity {}

  /** Too many wrong tokens came from this address. */
  record Wait(Duration time) implements Identity {}
}
