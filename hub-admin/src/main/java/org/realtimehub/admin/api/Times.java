package org.realtimehub.admin.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Points in time as the API writes them: RFC 3339 in UTC, to the millisecond. */
public final class Times {

  private Times() {}

  public static String show(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
