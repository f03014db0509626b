package org.realtimehub.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token allows, in the words of either protocol.
 *
 * @param payload any JSON value that subscriptions carry, null for none
 */
record Grants(List<String> publish, List<String> subscribe, @Nullable Object payload) {
  private static final String DETAIL = "https://mercure.rocks/authorization-detail";
  private static final String URL_PATTERN = "urlpattern:";

  /** The claim {@code mercure} of draft-07. */
  Map<String, Object> mercureClaim() {
    Map<String, Object> claim = new LinkedHashMap<>();
    if (!publish.isEmpty()) {
      claim.put("publish", publish);
    }
    if (!subscribe.isEmpty()) {
      claim.put("subscribe", subscribe);
    }
    if (payload != null) {
      claim.put("payload", payload);
    }
    return claim;
  }

  /** The claim {@code authorization_details} of draft-08. */
  List<Map<String, Object>> authorizationDetails() {
    List<Map<String, Object>> details = new ArrayList<>();
    addDetail(details, "publish", publish);
    addDetail(details, "subscribe", subscribe);
    return details;
  }

  private void addDetail(List<Map<String, Object>> details, String action, List<String> selectors) {
    if (!selectors.isEmpty()) {
      Map<String, Object> detail = new LinkedHashMap<>();
      detail.put("type", DETAIL);
      detail.put("actions", List.of(action));
      detail.put("topics", selectors.stream().map(Grants::matcher).toList());
      if (payload != null && action.equals("subscribe")) {
        detail.put("payload", payload);
      }
      details.add(detail);
    }
  }

  private static Map<String, Object> matcher(String selector) {
    return selector.startsWith(URL_PATTERN)
        ? Map.of("match", selector.substring(URL_PATTERN.length()), "match_type", "urlpattern")
        : Map.of("match", selector);
  }
}
