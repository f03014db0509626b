package org.realtimehub.topic.url;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IPv4 addresses in the many spellings that URLs allow (URL Standard, section 3.5). */
final class Ipv4 {

  private static final BigInteger BYTE = BigInteger.valueOf(256);

  private Ipv4() {}

  /** Whether a domain's last label is a number, so that the domain must be an address. */
  static boolean endsInNumber(String domain) {
    List<String> labels = labels(domain);
    String last = labels.isEmpty() ? "" : labels.get(labels.size() - 1);
    return (!last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9'))
        || number(last) != null;
  }

  /** The address in its canonical dotted form, or null if there is none. */
  static @Nullable String canonical(String domain) {
    List<String> labels = labels(domain);
    if (labels.size() > 4) {
      return null;
    }
    BigInteger address = BigInteger.ZERO;
    for (int i = 0; i < labels.size(); i++) {
      BigInteger number = number(labels.get(i));
      if (number == null) {
        return null;
      }
      boolean last = i == labels.size() - 1;
      if (number.compareTo(last ? BYTE.pow(5 - labels.size()) : BYTE) >= 0) {
        return null;
      }
      address = address.add(last ? number : number.multiply(BYTE.pow(3 - i)));
    }
    long bits = address.longValueExact();
    return (bits >> 24)
        + "."
        + ((bits >> 16) & 255)
        + "."
        + ((bits >> 8) & 255)
        + "."
        + (bits & 255);
  }

  private static List<String> labels(String domain) {
    List<String> labels = new ArrayList<>(Arrays.asList(domain.split("\\.", -1)));
    if (labels.size() > 1 && labels.get(labels.size() - 1).isEmpty()) {
      labels.remove(labels.size() - 1);
    }
    return labels;
  }

  private static @Nullable BigInteger number(String label) {
    if (label.isEmpty()) {
      return null;
    }
    boolean hex = label.startsWith("0x") || label.startsWith("0X");
    boolean octal = !hex && label.length() > 1 && label.charAt(0) == '0';
    int radix = hex ? 16 : octal ? 8 : 10;
    String digits = label.substring(hex ? 2 : octal ? 1 : 0);
    if (!digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0)) {
      return null;
    }
    // Long numbers are out of range anyway; reading them whole would cost quadratic time.
    String significant = digits.replaceFirst("^0+", "");
    if (significant.length() > 16) {
      return BYTE.pow(5);
    }
    return significant.isEmpty() ? BigInteger.ZERO : new BigInteger(significant, radix);
  }
}
