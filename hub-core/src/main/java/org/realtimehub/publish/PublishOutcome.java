package org.realtimehub.publish;

/** What became of a publish. */
public sealed interface PublishOutcome {

  /**
   * The update is in the log.
   *
   * @param id of the update, or of the first one with the same idempotency key
   */
  record Accepted(String id) implements PublishOutcome {}

  /**
   * The log cannot take updates now; nothing was delivered.
   *
   * @param reason for the operator's log
   */
  record Unavailable(String reason) implements PublishOutcome {}

  /** Too many updates wait to be delivered later; nothing was accepted. */
  record NoRoom() implements PublishOutcome {}
}
