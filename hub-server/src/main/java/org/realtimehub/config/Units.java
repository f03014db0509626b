package org.realtimehub.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes times ("30s") and sizes ("64KiB"). */
final class Units {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");
  private static final Map<String, Duration> TIMES = new LinkedHashMap<>();
  private static final Map<String, Long> SIZES = new LinkedHashMap<>();

  static {
    TIMES.put("d", Duration.ofDays(1));
    TIMES.put("h", Duration.ofHours(1));
    TIMES.put("m", Duration.ofMinutes(1));
    TIMES.put("s", Duration.ofSeconds(1));
    TIMES.put("ms", Duration.ofMillis(1));
    SIZES.put("TiB", 1L << 40);
    SIZES.put("GiB", 1L << 30);
    SIZES.put("MiB", 1L << 20);
    SIZES.put("KiB", 1L << 10);
    SIZES.put("B", 1L);
  }

  private Units() {}

  /** "off" and a bare "0" are zero; every other time needs its unit. */
  static Duration time(String text) {
    if (text.equals("off") || text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher amount = amount(text);
    Duration unit = TIMES.get(amount.group(2));
    if (unit == null) {
      throw new IllegalArgumentException("unit");
    }
    return unit.multipliedBy(Long.parseLong(amount.group(1)));
  }

  /** A number without a unit is bytes. */
  static long size(String text) {
    Matcher amount = amount(text);
    String unit = amount.group(2).isEmpty() ? "B" : amount.group(2);
    Long bytes = SIZES.get(unit);
    if (bytes == null) {
      throw new IllegalArgumentException("unit");
    }
    return Math.multiplyExact(Long.parseLong(amount.group(1)), bytes);
  }

  static String show(Duration time) {
    for (Map.Entry<String, Duration> unit : TIMES.entrySet()) {
      // 24h reads better than 1d, and is what an operator wrote.
      boolean tooLarge = unit.getKey().equals("d") && time.toDays() < 2;
      if (!tooLarge && !time.isZero() && time.toMillis() % unit.getValue().toMillis() == 0) {
        return time.dividedBy(unit.getValue()) + unit.getKey();
      }
    }
    return time.isZero() ? "0s" : time.toString();
  }

  static String show(long bytes) {
    for (Map.Entry<String, Long> unit : SIZES.entrySet()) {
      if (bytes != 0 && unit.getValue() > 1 && bytes % unit.getValue() == 0) {
        return bytes / unit.getValue() + unit.getKey();
      }
    }
    return Long.toString(bytes);
  }

  private static Matcher amount(String text) {
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("amount");
    }
    return matcher;
  }
}
