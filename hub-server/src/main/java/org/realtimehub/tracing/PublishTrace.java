package org.realtimehub.tracing;

import org.realtimehub.update.Update;

/** What is noted of one publish. */
public interface PublishTrace {

  /** Of one that is not traced. */
  PublishTrace NONE =
      new PublishTrace() {
        @Override
        public Runnable append(Update update) {
          return () -> {};
        }

        @Override
        public void answered(int status) {}
      };

  /**
   * The update goes to the log.
   *
   * @return to be run when the log has answered
   */
  Runnable append(Update update);

  /** The publisher was answered with an HTTP status: the end. */
  void answered(int status);
}
