package org.realtimehub.admin.api;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log is asked for: its server may be away, or hang. */
public final class LogAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(LogAnswers.class);
  private static final long PATIENCE_MILLIS = 5_000;
  private static final Duration RETRY = Duration.ofSeconds(5);

  private LogAnswers() {}

  /** Fails with 503 when the log fails, throws, or does not answer in some seconds. */
  public static <T> Future<T> inTime(Supplier<Future<T>> question) {
    return Future.succeededFuture()
        .compose(v -> question.get())
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .recover(
            cause -> {
              LOG.atWarn().setCause(cause).log("the log does not answer an operator");
              return Future.failedFuture(Refused.unavailable("the log does not answer", RETRY));
            });
  }
}
