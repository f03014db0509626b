package org.realtimehub.delivery;

import java.util.List;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.Handling;
import org.realtimehub.update.Update;

/**
 * What a subscriber wants and may see. Immutable.
 *
 * @param matchers what it asked for; without duplicates
 * @param grants which private updates it may see
 * @param dialect which form of subscription events it understands
 * @param connectionId updates that exclude this connection are not for it
 */
public record Interest(
    List<TopicMatcher> matchers, Grants grants, Dialect dialect, String connectionId) {

  public Interest {
    matchers = List.copyOf(matchers);
  }

  /** Whether one of the matchers selects one of the update's topics. */
  public boolean selects(Update update) {
    for (String topic : update.topics()) {
      if (selects(topic)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the update is for this subscriber to receive, if it is selected. */
  public boolean permits(Update update) {
    return !excludedFrom(update) && maySee(update);
  }

  /** Whether the subscriber may know of the update at all. */
  public boolean maySee(Update update) {
    Handling handling = update.handling();
    return !handling.isSignal()
        && (!handling.isPrivate() || grants.permitsSubscribe(update.topics()));
  }

  /**
   * The topics of an update that may be told to this subscriber. Who else gets a private one is
   * none of its business: it is told what it asked for.
   */
  public List<String> topicsToTell(Update update) {
    List<String> all = update.topics();
    return !update.handling().isPrivate() || all.size() == 1
        ? all
        : all.stream().filter(this::selects).toList();
  }

  private boolean selects(String topic) {
    for (TopicMatcher matcher : matchers) {
      if (matcher.matches(topic)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the publisher wants this connection not to get the update. */
  boolean excludedFrom(Update update) {
    return connectionId.equals(update.handling().exclude());
  }
}
