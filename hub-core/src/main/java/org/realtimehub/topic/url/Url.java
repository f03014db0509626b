package org.realtimehub.topic.url;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parsed URL, every component in its canonical, ASCII form.
 *
 * <p>Immutable and safe for any thread. Source: URL Standard, section 4.
 */
public final class Url {

  private final String scheme;
  private final String username;
  private final String password;
  private final @Nullable String host;
  private final String port;
  private final List<String> segments;
  private final boolean opaque;
  private final String pathname;
  private final @Nullable String query;
  private final @Nullable String fragment;

  Url(UrlRecord record) {
    scheme = record.scheme;
    username = record.username;
    password = record.password;
    host = record.host;
    port = record.port;
    segments = List.copyOf(record.segments);
    opaque = record.opaquePath != null;
    pathname = record.opaquePath != null ? record.opaquePath : UrlRecord.serialize(record.segments);
    query = record.query;
    fragment = record.fragment;
  }

  /** The absolute URL that is written here, or nothing if it is none. */
  public static Optional<Url> parse(String input) {
    return Optional.ofNullable(new UrlParser(null).parse(input));
  }

  /** The URL that this reference means when it stands in a document at {@code base}. */
  public static Optional<Url> parse(String reference, Url base) {
    return Optional.ofNullable(new UrlParser(base).parse(reference));
  }

  /** Lower-case, without the colon. */
  public String scheme() {
    return scheme;
  }

  /** Empty if there is none. */
  public String username() {
    return username;
  }

  /** Empty if there is none. */
  public String password() {
    return password;
  }

  /** The host; empty if there is none. */
  public String hostname() {
    return host == null ? "" : host;
  }

  /** Decimal; empty if there is none or it is the scheme's default. */
  public String port() {
    return port;
  }

  /** The path after removal of dot-segments; of an opaque path, its text. */
  public String pathname() {
    return pathname;
  }

  /** Without the question mark; empty if there is none. */
  public String query() {
    return query == null ? "" : query;
  }

  /** Without the number sign; empty if there is none. */
  public String fragment() {
    return fragment == null ? "" : fragment;
  }

  /** Whether the path is plain text, as in {@code urn:isbn:0}, and not a list of segments. */
  public boolean hasOpaquePath() {
    return opaque;
  }

  @Nullable String host() {
    return host;
  }

  List<String> segments() {
    return segments;
  }

  @Nullable String rawQuery() {
    return query;
  }

  /** The URL serialiser (URL Standard, section 4.5). */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(scheme).append(':');
    if (host != null) {
      out.append("//");
      if (!username.isEmpty() || !password.isEmpty()) {
        out.append(username);
        if (!password.isEmpty()) {
          out.append(':').append(password);
        }
        out.append('@');
      }
      out.append(host);
      if (!port.isEmpty()) {
        out.append(':').append(port);
      }
    } else if (segments.size() > 1 && segments.get(0).isEmpty()) {
      out.append("/.");
    }
    out.append(pathname());
    if (query != null) {
      out.append('?').append(query);
    }
    if (fragment != null) {
      out.append('#').append(fragment);
    }
    return out.toString();
  }
}
