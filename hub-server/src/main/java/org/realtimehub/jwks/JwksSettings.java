package org.realtimehub.jwks;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;

/**
 * Where a JWK set is fetched from, and how patiently.
 *
 * @param url http or https; a query may be secret and is not printed
 * @param refreshEvery how often it is fetched without anybody asking
 * @param askAgainAfter how long after a fetch that an unknown key caused, or that failed, the next
 *     such fetch may follow
 * @param timeout from asking to the last byte
 * @param maxBytes of the answer's body
 */
public record JwksSettings(
    URI url, Duration refreshEvery, Duration askAgainAfter, Duration timeout, int maxBytes) {

  private static final Duration REFRESH_EVERY = Duration.ofMinutes(5);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 1 << 20;

  public JwksSettings {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("url is neither http nor https");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("url has no host");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("url has user information or a fragment");
    }
    requirePositive("refreshEvery", refreshEvery);
    requirePositive("askAgainAfter", askAgainAfter);
    requirePositive("timeout", timeout);
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1, is " + maxBytes);
    }
  }

  /** A set at {@code url}, with the defaults for everything else. */
  public static JwksSettings of(URI url) {
    return new JwksSettings(url, REFRESH_EVERY, ASK_AGAIN_AFTER, TIMEOUT, MAX_BYTES);
  }

  /** A set at {@code url} that is fetched again this often. */
  public static JwksSettings of(URI url, Duration refreshEvery) {
    return new JwksSettings(url, refreshEvery, ASK_AGAIN_AFTER, TIMEOUT, MAX_BYTES);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(name + " must be at least 1 ms, is " + value);
    }
  }

  /** The URL without its query: what may be printed. */
  String location() {
    try {
      return new URI(url.getScheme(), url.getRawAuthority(), url.getPath(), null, null).toString();
    } catch (URISyntaxException e) {
      return url.getHost();
    }
  }

  @Override
  public String toString() {
    return "JwksSettings["
        + ("url=" + location() + ", refreshEvery=" + refreshEvery)
        + (", askAgainAfter=" + askAgainAfter + ", timeout=" + timeout)
        + (", maxBytes=" + maxBytes + "]");
  }
}
