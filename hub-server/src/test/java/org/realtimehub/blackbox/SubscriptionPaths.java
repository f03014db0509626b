package org.realtimehub.blackbox;

/** Where the subscriptions API has what, on a hub with the default URL. */
final class SubscriptionPaths {

  /** All subscriptions. */
  static final String ALL = "/.well-known/mercure/subscriptions";

  private SubscriptionPaths() {}

  /** All subscriptions with a matcher. */
  static String of(String matchType, String match) {
    return ALL + "/" + matchType + "/" + encoded(match);
  }

  /** One variable of the path, expanded as RFC 6570 wants it. */
  static String encoded(String variable) {
    return TestHub.encode(variable).replace("+", "%20").replace("*", "%2A");
  }
}
