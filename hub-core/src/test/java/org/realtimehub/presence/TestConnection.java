package org.realtimehub.presence;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.access.Payloads;
import org.realtimehub.connection.Activity;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.connection.Particulars;
import org.realtimehub.delivery.Interest;
import org.realtimehub.topic.InvalidTopicException;
import org.realtimehub.topic.Matchers;
import org.realtimehub.topic.TopicMatcher;

/**
 * An open connection.
 *
 * @param announced whether others may know of it
 */
public record TestConnection(Interest interest, boolean announced) implements LiveConnection {

  private static final Matchers MATCHERS = new Matchers("https://hub.example/.well-known/mercure");

  /** One with exact matchers, of which others may know. */
  public static TestConnection to(String... topics) {
    List<TopicMatcher> matchers = new ArrayList<>();
    try {
      for (String topic : topics) {
        matchers.add(MATCHERS.exact(topic));
      }
    } catch (InvalidTopicException e) {
      throw new AssertionError(e);
    }
    return new TestConnection(
        new Interest(matchers, Grants.none(), Dialect.DRAFT_08, UUID.randomUUID().toString()),
        true);
  }

  /** Its subscriptions: match and connection. */
  public List<String> words() {
    return interest.matchers().stream().map(m -> m.value() + " " + id()).toList();
  }

  @Override
  public String id() {
    return interest.connectionId();
  }

  @Override
  public Payloads payloads() {
    return Payloads.none();
  }

  @Override
  public String address() {
    return "192.0.2.1";
  }

  @Override
  public Optional<String> subject() {
    return Optional.empty();
  }

  @Override
  public Optional<String> tokenId() {
    return Optional.empty();
  }

  @Override
  public Activity activity() {
    return new Activity(0, 0, 0);
  }

  @Override
  public Future<Particulars> particulars() {
    throw new UnsupportedOperationException("nobody asks here");
  }

  @Override
  public long openedAt() {
    return 0;
  }

  @Override
  public void close(CloseReason reason) {}
}
