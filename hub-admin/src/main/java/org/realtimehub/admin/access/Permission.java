package org.realtimehub.admin.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One thing that a caller of the admin side may do. */
public enum Permission {
  HEALTH,
  METRICS,
  READ,
  UPDATES,
  PUBLISH,
  CLOSE,
  SWEEP,
  RESTRICT,
  AUDIT;

  /** As the contract of the API and the configuration write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Permission> labelled(String label) {
    return Arrays.stream(values()).filter(p -> p.label().equals(label)).findFirst();
  }
}
