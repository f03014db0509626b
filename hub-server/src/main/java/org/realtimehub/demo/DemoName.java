package org.realtimehub.demo;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of somebody who tries the demonstration: letters and digits of any script, and between
 * them spaces, dots, hyphens and underscores, so that it is one segment of a path and no pattern.
 */
public record DemoName(String value) {

  /** Characters. */
  public static final int LONGEST = 32;

  private static final Pattern FORM =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._-]{0," + (LONGEST - 1) + "}");

  public DemoName {
    if (!FORM.matcher(value).matches() || !value.equals(value.strip())) {
      throw new IllegalArgumentException("no name of the demonstration");
    }
  }

  /** Empty when it cannot be a name. Spaces around it are taken away. */
  public static Optional<DemoName> of(String text) {
    if (text.length() > 4 * LONGEST) {
      return Optional.empty();
    }
    String name = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    return FORM.matcher(name).matches() ? Optional.of(new DemoName(name)) : Optional.empty();
  }
}
