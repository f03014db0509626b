package org.realtimehub.feed;

import java.util.ArrayList;
import java.util.List;
import org.realtimehub.log.Batch;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/** Writes down what the feed tells a loop, and what it should never tell. */
class Recorder implements FeedListener {

  private final List<LoggedUpdate> updates = new ArrayList<>();
  private final List<Position> restarts = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private Position head = new Position("not started", 0);

  @Override
  public synchronized void start(Position newHead) {
    if (!head.epoch().equals("not started")) {
      violations.add("started twice");
    }
    head = newHead;
  }

  @Override
  public synchronized void batch(Batch batch) {
    if (batch.isEmpty() || !batch.epoch().equals(head.epoch())) {
      violations.add("batch of " + batch.epoch() + " after " + head);
    }
    for (LoggedUpdate update : batch.updates()) {
      if (update.offset() != head.offset() + 1) {
        violations.add(update + " after " + head);
      }
      head = new Position(batch.epoch(), update.offset());
      updates.add(update);
    }
  }

  @Override
  public synchronized void restart(Position newHead) {
    restarts.add(newHead);
    head = newHead;
  }

  synchronized Position head() {
    return head;
  }

  synchronized List<Long> offsets() {
    return updates.stream().map(LoggedUpdate::offset).toList();
  }

  synchronized List<Update> updates() {
    return updates.stream().map(LoggedUpdate::update).toList();
  }

  synchronized boolean placeholder(int index) {
    return updates.get(index).placeholder();
  }

  synchronized List<Position> restarts() {
    return List.copyOf(restarts);
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }
}
