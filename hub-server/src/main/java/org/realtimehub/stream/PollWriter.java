package org.realtimehub.stream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Particulars;
import org.realtimehub.update.LoggedUpdate;

/**
 * Collects the next updates into one JSON document, for clients that cannot read a stream: answers
 * with the first ones, or with none when the time is up.
 */
final class PollWriter implements Writer {

  private final Connection connection;
  private final Loop loop;
  private final Answer answer;
  private final PollSettings settings;
  private final PlaceIds ids;
  private final JsonArray updates = new JsonArray();
  private long waiting;
  private boolean lost;
  private boolean ended;

  PollWriter(Connection connection, Loop loop, Answer answer, PollSettings settings, PlaceIds ids) {
    this.connection = connection;
    this.loop = loop;
    this.answer = answer;
    this.settings = settings;
    this.ids = ids;
  }

  @Override
  public void open(@Nullable String id, boolean live) {}

  @Override
  public boolean offer(LoggedUpdate update) {
    if (updates.size() >= settings.maxUpdates() || (waiting > 0 && waiting > settings.maxBytes())) {
      return false;
    }
    if (updates.isEmpty()) {
      loop.endLater(connection);
    }
    updates.add(settings.format().json(update.update(), connection.topicsToTell(update)));
    waiting += update.update().weight();
    return true;
  }

  @Override
  public void gap() {
    lost = true;
  }

  @Override
  public void live() {}

  @Override
  public void heartbeat() {}

  @Override
  public void end(CloseReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    JsonObject document =
        new JsonObject()
            .put("connection", connection.id())
            .put("updates", updates)
            .put("last_event_id", ids.atEnd(connection.position(), reason));
    if (lost) {
      document.put("gap", new JsonObject().put("continues_from", "earliest"));
    }
    loop.lingering(answer, answer.end(document.toBuffer()));
  }

  @Override
  public void abort() {
    ended = true;
    answer.breakOff();
  }

  @Override
  public long lastWrite() {
    return loop.now();
  }

  @Override
  public long waitingBytes() {
    return 0;
  }

  @Override
  public long takenBytes() {
    return 0;
  }

  @Override
  public Particulars.Transfer transfer() {
    return new Particulars.Transfer(answer.protocol(), Particulars.Form.POLL, 0, null);
  }
}
