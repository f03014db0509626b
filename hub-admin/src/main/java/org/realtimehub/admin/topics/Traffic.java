package org.realtimehub.admin.topics;

/**
 * What is published to one topic. The rate is a mean in which older updates count less and less.
 */
final class Traffic {

  private static final double MEMORY_SECONDS = 60;

  private long published;
  private long last;
  private double rate;

  void published(long now) {
    rate = rateAt(now) + 1 / MEMORY_SECONDS;
    last = Math.max(last, now);
    published++;
  }

  void publishedBefore() {
    published++;
  }

  private double rateAt(long now) {
    return rate == 0 ? 0 : rate * Math.exp(-Math.max(0, now - last) / 1000.0 / MEMORY_SECONDS);
  }

  PublishedTopic of(String topic, long now) {
    return new PublishedTopic(topic, published, rateAt(now), last);
  }
}
