package org.realtimehub.config;

/**
 * Presence.
 *
 * @param enabled whether active subscriptions are announced and listed
 */
public record SubscriptionsConfig(boolean enabled) {
  static final Key<Boolean> ENABLED = Key.of("subscriptions.enabled", Types.flag(), true);

  static SubscriptionsConfig read(Values values) {
    return new SubscriptionsConfig(values.get(ENABLED));
  }
}
