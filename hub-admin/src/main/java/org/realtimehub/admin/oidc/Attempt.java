package org.realtimehub.admin.oidc;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.access.Digest;
import org.realtimehub.admin.access.RandomText;

/**
 * One try of one browser to sign in. It is kept by that browser alone, in a cookie; state, nonce
 * and code verifier are made of the cookie's text, each in a way of its own. So it takes no memory
 * here, and whichever node the browser comes back to can go on with it. Whoever changes the time in
 * it changes all three, which then do not fit what the provider was told.
 */
final class Attempt {

  static final Duration LIFETIME = Duration.ofMinutes(10);

  /** Clocks of nodes differ. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,12})\\.[A-Za-z0-9_-]{43}");

  private final String text;
  private final Instant begun;

  private Attempt(String text, Instant begun) {
    this.text = text;
    this.begun = begun;
  }

  static Attempt begin(Instant now) {
    return new Attempt(now.getEpochSecond() + "." + RandomText.next(), now);
  }

  /** Empty for what is none, or begun too long ago. */
  static Optional<Attempt> underWay(@Nullable String cookie, Instant now) {
    Matcher shape = SHAPE.matcher(cookie == null ? "" : cookie);
    if (!shape.matches()) {
      return Optional.empty();
    }
    try {
      Instant begun = Instant.ofEpochSecond(Long.parseLong(shape.group(1)));
      boolean lasts = now.isBefore(begun.plus(LIFETIME)) && !begun.isAfter(now.plus(AHEAD));
      return lasts ? Optional.of(new Attempt(shape.group(), begun)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** For the browser. */
  String cookie() {
    return text;
  }

  Instant begun() {
    return begun;
  }

  String state() {
    return derived("state");
  }

  String nonce() {
    return derived("nonce");
  }

  /** RFC 7636, section 4.1. */
  String codeVerifier() {
    return derived("verifier");
  }

  /** RFC 7636, section 4.2, S256. */
  String codeChallenge() {
    return base64(Digest.sha256(codeVerifier().getBytes(StandardCharsets.US_ASCII)));
  }

  private String derived(String purpose) {
    return base64(Digest.sha256((purpose + ':' + text).getBytes(StandardCharsets.US_ASCII)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "Attempt[" + begun + "]";
  }
}
