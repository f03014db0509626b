package org.realtimehub.connection;

/** Why a connection ended. */
public enum CloseReason {
  /** The client closed its connection. */
  CLIENT_CLOSED("client-closed"),
  /** The client's connection broke off (TCP reset). */
  RESET("reset"),
  /** The client reset its HTTP/2 stream. */
  STREAM_RESET("stream-reset"),
  /** A write to the client failed. */
  WRITE_FAILED("write-failed"),
  /** The access token expired. */
  EXPIRED("expired"),
  /** Older than the longest life a connection may have. */
  OVER_AGE("over-age"),
  /** The client took no byte for too long while some waited for it. */
  STALLED("stalled"),
  /** No update for the client for too long. */
  IDLE("idle"),
  /** An operator closed it. */
  KICKED("kicked"),
  /** Its subject was banned. */
  BANNED("banned"),
  /** Its access token was revoked. */
  REVOKED("revoked"),
  /** The node shuts down. */
  DRAINED("drained"),
  /** An answer that ends by itself, as a long poll's, is complete. */
  COMPLETED("completed");

  private final String label;

  CloseReason(String label) {
    this.label = label;
  }

  /** Name in metrics and logs. */
  public String label() {
    return label;
  }
}
