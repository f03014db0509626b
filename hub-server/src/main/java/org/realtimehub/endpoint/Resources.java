package org.realtimehub.endpoint;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is at which path.
 *
 * @param hubPath path of the hub's URL
 * @param subscriptions null when active subscriptions are switched off
 * @param pages files, and what else is not the protocol's, by path
 */
record Resources(
    String hubPath,
    Resource hub,
    @Nullable Resource subscriptions,
    Resource history,
    Resource metadata,
    Map<String, Resource> pages) {

  Optional<Resource> find(@Nullable String path) {
    if (path == null) {
      return Optional.empty();
    }
    if (path.equals(hubPath)) {
      return Optional.of(hub);
    }
    String subscriptionsPath = hubPath + "/subscriptions";
    if (path.equals(subscriptionsPath) || path.startsWith(subscriptionsPath + "/")) {
      return Optional.ofNullable(subscriptions);
    }
    if (path.equals(hubPath + "/history")) {
      return Optional.of(history);
    }
    if (path.equals(Metadata.path(hubPath))) {
      return Optional.of(metadata);
    }
    return Optional.ofNullable(pages.get(path));
  }
}
