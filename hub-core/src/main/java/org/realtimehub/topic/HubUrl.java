package org.realtimehub.topic;

import java.util.Optional;
import org.realtimehub.topic.url.Url;
import org.realtimehub.topic.url.UrlPaths;

/** The hub's URL: the base of relative topics and patterns, and the root of what is the hub's. */
final class HubUrl {

  private final Url url;
  private final String reservedPath;

  HubUrl(String url) {
    this.url =
        Url.parse(url)
            .filter(parsed -> !parsed.hasOpaquePath())
            .orElseThrow(
                () -> new IllegalArgumentException("not an absolute hierarchical URL: " + url));
    String path = UrlPaths.comparable(this.url.pathname());
    boolean directory = path.length() > 1 && path.endsWith("/");
    this.reservedPath = directory ? path.substring(0, path.length() - 1) : path;
  }

  Url url() {
    return url;
  }

  /** What the topic means as a URL; nothing if it is no URL reference. */
  Optional<Url> resolve(String topic) {
    return Url.parse(topic, url);
  }

  /** Whatever the scheme and authority, since only the path is compared. */
  boolean isReserved(String topic) {
    return resolve(topic)
        .map(resolved -> UrlPaths.comparable(resolved.pathname()))
        .filter(path -> path.equals(reservedPath) || path.startsWith(reservedPath + "/"))
        .isPresent();
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof HubUrl that && url.toString().equals(that.url.toString()));
  }

  @Override
  public int hashCode() {
    return url.toString().hashCode();
  }
}
