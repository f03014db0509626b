package org.realtimehub.config;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is kept of a password: bcrypt. It is not printed, for it lets one guess at leisure. */
public record PasswordHash(String value) {

  /** bcrypt would ignore what comes after. */
  public static final int MAX_BYTES = 72;

  private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
  private static final int LEAST_COST = 10;
  private static final int MOST_COST = 14;
  private static final int COST = 12;

  public PasswordHash {
    Matcher bcrypt = BCRYPT.matcher(value);
    if (!bcrypt.matches()) {
      throw new IllegalArgumentException(
          "expected a bcrypt hash ($2a$, $2b$ or $2y$), as ./hub admin-password prints it");
    }
    int cost = Integer.parseInt(bcrypt.group(1));
    if (cost < LEAST_COST || cost > MOST_COST) {
      throw new IllegalArgumentException(
          "expected a bcrypt hash of a cost from %d to %d, got a cost of %d"
              .formatted(LEAST_COST, MOST_COST, cost));
    }
  }

  static PasswordHash of(Secret text) {
    return new PasswordHash(text.value().strip());
  }

  /**
   * Takes a quarter of a second, so not on an event loop.
   *
   * @throws IllegalArgumentException when the password is empty or longer than bcrypt can tell
   */
  public static PasswordHash ofPassword(String password) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a password has 1 to %d bytes, this one has %d".formatted(MAX_BYTES, bytes.length));
    }
    return hashed(bytes, COST);
  }

  /** Of one that nobody chose: guessing is hopeless at any cost. */
  static PasswordHash ofRandom(String password) {
    return hashed(password.getBytes(StandardCharsets.UTF_8), LEAST_COST);
  }

  private static PasswordHash hashed(byte[] password, int cost) {
    byte[] hash = BCrypt.with(BCrypt.Version.VERSION_2B).hash(cost, password);
    return new PasswordHash(new String(hash, StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return Secret.REDACTED;
  }
}
