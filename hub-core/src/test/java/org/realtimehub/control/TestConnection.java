package org.realtimehub.control;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.access.Payloads;
import org.realtimehub.connection.Activity;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.connection.Particulars;
import org.realtimehub.delivery.Interest;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.Position;

/** A connection without a client. */
final class TestConnection implements LiveConnection {

  private final String id = UUID.randomUUID().toString();
  private final List<TopicMatcher> matchers;
  private final @Nullable String subject;
  private final @Nullable String tokenId;
  private final Connections directory;
  String address = "192.0.2.1";
  long openedAt = 500;
  Activity activity = new Activity(3, 20, 1_000);
  Grants grants = Grants.none();
  final AtomicReference<@Nullable CloseReason> closed = new AtomicReference<>();

  TestConnection(
      Connections directory,
      @Nullable String subject,
      @Nullable String tokenId,
      TopicMatcher... matchers) {
    this.directory = directory;
    this.subject = subject;
    this.tokenId = tokenId;
    this.matchers = List.of(matchers);
    directory.opened(this);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Interest interest() {
    return new Interest(matchers, grants, Dialect.DRAFT_08, id);
  }

  @Override
  public Payloads payloads() {
    return Payloads.none();
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public Optional<String> subject() {
    return Optional.ofNullable(subject);
  }

  @Override
  public Optional<String> tokenId() {
    return Optional.ofNullable(tokenId);
  }

  @Override
  public Activity activity() {
    return activity;
  }

  @Override
  public Future<Particulars> particulars() {
    return Future.succeededFuture(
        new Particulars(
            activity(),
            new Position("epoch", 4),
            false,
            new Particulars.Transfer("HTTP/2", Particulars.Form.STREAM, 99, Instant.EPOCH),
            Instant.ofEpochMilli(9_000),
            null));
  }

  @Override
  public boolean announced() {
    return true;
  }

  @Override
  public long openedAt() {
    return openedAt;
  }

  @Override
  public void close(CloseReason reason) {
    if (closed.compareAndSet(null, reason)) {
      directory.closed(this, reason);
    }
  }
}
