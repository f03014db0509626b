package org.realtimehub.config;

import java.util.List;

/**
 * Which web pages may use the hub.
 *
 * @param subscribeOrigins origins that may subscribe; "*" alone lets any page in, without
 *     credentials
 * @param publishOrigins origins that may publish, likewise
 */
public record CorsConfig(List<String> subscribeOrigins, List<String> publishOrigins) {
  static final Key<List<String>> SUBSCRIBE_ORIGINS =
      Key.list("cors.subscribe-origins", Types.origin(), List.of());
  static final Key<List<String>> PUBLISH_ORIGINS =
      Key.list("cors.publish-origins", Types.origin(), List.of());

  public CorsConfig {
    subscribeOrigins = List.copyOf(subscribeOrigins);
    publishOrigins = List.copyOf(publishOrigins);
    checkAll(SUBSCRIBE_ORIGINS, subscribeOrigins);
    checkAll(PUBLISH_ORIGINS, publishOrigins);
  }

  /** Named origins get credentials and "*" must not, so a list of both has no one meaning. */
  private static void checkAll(Key<List<String>> key, List<String> origins) {
    key.check(origins);
    if (origins.size() > 1 && origins.contains("*")) {
      throw new ConfigException(
          key.name(),
          "expected \"*\" alone or named origins alone: only named origins may send credentials");
    }
  }

  static CorsConfig read(Values values) {
    return new CorsConfig(values.get(SUBSCRIBE_ORIGINS), values.get(PUBLISH_ORIGINS));
  }
}
