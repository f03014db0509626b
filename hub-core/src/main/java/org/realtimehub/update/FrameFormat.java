package org.realtimehub.update;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wire formats of an update: a way to frame, and a shape of what is in the frame. */
public enum FrameFormat {
  /** {@code text/event-stream} (HTML standard, "Server-sent events"). */
  SSE(0, true, Shape.PLAIN),
  SSE_DRAFT_07(1, true, Shape.DRAFT_07),
  SSE_ENVELOPE(2, true, Shape.ENVELOPE),
  /** One JSON object per line ({@code application/x-ndjson}). */
  NDJSON(3, false, Shape.PLAIN),
  NDJSON_DRAFT_07(4, false, Shape.DRAFT_07),
  NDJSON_ENVELOPE(5, false, Shape.ENVELOPE);

  /** What subscribers of one kind get of an update. */
  public enum Shape {
    PLAIN,
    /** Subscription events in the form of the older protocol. */
    DRAFT_07,
    /** With its topics; a server-sent event holds the JSON object of the other formats. */
    ENVELOPE
  }

  /** How many formats there are. */
  public static final int COUNT = values().length;

  private final int slot;
  private final boolean sse;
  private final Shape shape;

  FrameFormat(int slot, boolean sse, Shape shape) {
    this.slot = slot;
    this.sse = sse;
    this.shape = shape;
  }

  /** A number of its own below {@link #COUNT}, for arrays. */
  public int slot() {
    return slot;
  }

  /** Whether these are server-sent events, and not lines of JSON. */
  public boolean sse() {
    return sse;
  }

  public Shape shape() {
    return shape;
  }

  /** The same framing with another shape. */
  public FrameFormat shaped(Shape wanted) {
    return switch (wanted) {
      case PLAIN -> sse ? SSE : NDJSON;
      case DRAFT_07 -> sse ? SSE_DRAFT_07 : NDJSON_DRAFT_07;
      case ENVELOPE -> sse ? SSE_ENVELOPE : NDJSON_ENVELOPE;
    };
  }

  /** The format that has the same bytes for this update, where there is a more common one. */
  FrameFormat commonFor(Update update) {
    return shape == Shape.DRAFT_07 && !SubscriptionEvent.is(update.event())
        ? shaped(Shape.PLAIN)
        : this;
  }

  /**
   * The bytes of an update.
   *
   * @param topics those that are told, where any are
   */
  Frame encode(Update update, List<String> topics) {
    String text = sse ? sse(update, topics) : json(update, topics).encode() + "\n";
    return new Frame(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The JSON object of an update.
   *
   * @param topics those that are told, where any are
   */
  public JsonObject json(Update update, List<String> topics) {
    Event event = update.event();
    JsonObject json = new JsonObject().put("id", update.id());
    if (type(event) != null) {
      json.put("type", type(event));
    }
    if (event.retry() != null) {
      json.put("retry", event.retry());
    }
    if (shape == Shape.ENVELOPE) {
      json.put("topics", new JsonArray(topics));
    }
    return json.put("data", data(update));
  }

  private String sse(Update update, List<String> topics) {
    Event event = update.event();
    boolean enveloped = shape == Shape.ENVELOPE;
    String data = enveloped ? json(update, topics).encode() : data(update);
    StringBuilder frame = new StringBuilder(data.length() + update.id().length() + 48);
    // A page has to name the types that it listens to, and cannot know all.
    if (type(event) != null && !enveloped) {
      frame.append("event: ").append(type(event)).append('\n');
    }
    if (event.retry() != null) {
      frame.append("retry: ").append(event.retry()).append('\n');
    }
    frame.append("id: ").append(update.id()).append('\n');
    SseText.appendData(frame, data);
    return frame.append('\n').toString();
  }

  private String data(Update update) {
    return shape == Shape.DRAFT_07 && SubscriptionEvent.is(update.event())
        ? SubscriptionEvent.draft07Data(update)
        : update.event().data();
  }

  /** Subscription events have a type of their own only in the current protocol. */
  private @Nullable String type(Event event) {
    return shape == Shape.DRAFT_07 && SubscriptionEvent.is(event) ? null : event.type();
  }
}
