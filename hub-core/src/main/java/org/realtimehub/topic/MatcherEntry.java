package org.realtimehub.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A distinct matcher and everyone who registered with it.
 *
 * <p>Cached decisions may hold an entry longer than it lives; a dead one is an empty shell.
 */
final class MatcherEntry<S> implements TopicIndex.Registered {

  /** Longer texts are searched for by their beginning, so that the search stays linear. */
  private static final int MAX_SEARCHED = 128;

  private final String prefix;

  /** What follows the prefix somewhere, in this order. */
  private final List<String> innerTexts;

  private final List<Subscription> subscriptions = new ArrayList<>(1);
  private final TopicIndex<S> index;
  private @Nullable TopicMatcher matcher;

  /** Place in the list of the {@link TopicIndex}. */
  int place;

  /** Place in the bucket of the {@link PrefixIndex}. */
  int bucketIndex = -1;

  /**
   * @param texts what every text that matches contains, in this order and without overlap; it
   *     begins with the first
   */
  MatcherEntry(TopicMatcher matcher, List<String> texts, TopicIndex<S> index) {
    this.matcher = matcher;
    this.prefix = texts.isEmpty() ? "" : texts.get(0);
    this.innerTexts =
        texts.stream()
            .skip(1)
            .filter(text -> !text.isEmpty())
            .map(text -> text.substring(0, Math.min(text.length(), MAX_SEARCHED)))
            .toList();
    this.index = index;
  }

  /** Null once the entry is dead. */
  @Nullable TopicMatcher matcherOrNull() {
    return matcher;
  }

  @Override
  public TopicMatcher matcher() {
    TopicMatcher alive = matcher;
    if (alive == null) {
      throw new IllegalStateException("nobody is registered any more");
    }
    return alive;
  }

  @Override
  public int registrations() {
    return subscriptions.size();
  }

  String prefix() {
    return prefix;
  }

  /** Whether the matcher's fixed texts are in a text; if not, it need not be asked. */
  boolean mayMatch(String text) {
    if (!text.startsWith(prefix)) {
      return false;
    }
    int from = prefix.length();
    for (String inner : innerTexts) {
      int found = text.indexOf(inner, from);
      if (found < 0) {
        return false;
      }
      from = found + inner.length();
    }
    return true;
  }

  boolean isAlive() {
    return matcher != null;
  }

  TopicIndex.Registration add(S subscriber) {
    Subscription subscription = new Subscription(subscriber, subscriptions.size());
    subscriptions.add(subscription);
    return subscription;
  }

  /**
   * Backwards, so that a removal, which moves the last subscription into the gap, never moves one
   * that is still to be visited over to those that are done.
   */
  void forEach(Consumer<? super S> visit) {
    for (int i = subscriptions.size() - 1; i >= 0; i = Math.min(i, subscriptions.size()) - 1) {
      visit.accept(subscriptions.get(i).subscriber);
    }
  }

  private final class Subscription implements TopicIndex.Registration {

    private final S subscriber;

    /** Place among the subscriptions of the entry; negative when unregistered. */
    private int place;

    Subscription(S subscriber, int place) {
      this.subscriber = subscriber;
      this.place = place;
    }

    @Override
    public void unregister() {
      if (place < 0) {
        return;
      }
      Subscription last = subscriptions.remove(subscriptions.size() - 1);
      if (last != this) {
        last.place = place;
        subscriptions.set(place, last);
      }
      place = -1;
      TopicMatcher vacated = subscriptions.isEmpty() ? matcher : null;
      if (vacated != null) {
        matcher = null;
      }
      index.removed(MatcherEntry.this, vacated);
    }
  }
}
