package org.realtimehub.update;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The wire formats of an update, each for subscribers of the current and the older protocol. */
public enum FrameFormat {
  /** {@code text/event-stream} (HTML standard, "Server-sent events"). */
  SSE(0, false),
  SSE_DRAFT_07(1, true),
  /** One JSON object per line ({@code application/x-ndjson}). */
  NDJSON(2, false),
  NDJSON_DRAFT_07(3, true);

  /** How many formats there are. */
  public static final int COUNT = values().length;

  private final int slot;
  private final boolean draft07;

  FrameFormat(int slot, boolean draft07) {
    this.slot = slot;
    this.draft07 = draft07;
  }

  /** A number of its own below {@link #COUNT}, for arrays. */
  public int slot() {
    return slot;
  }

  FrameFormat current() {
    return switch (this) {
      case SSE, SSE_DRAFT_07 -> SSE;
      case NDJSON, NDJSON_DRAFT_07 -> NDJSON;
    };
  }

  /** This format for subscribers of the older protocol, or itself. */
  public FrameFormat forDraft07(boolean wanted) {
    return switch (current()) {
      case SSE, SSE_DRAFT_07 -> wanted ? SSE_DRAFT_07 : SSE;
      case NDJSON, NDJSON_DRAFT_07 -> wanted ? NDJSON_DRAFT_07 : NDJSON;
    };
  }

  Frame encode(Update update) {
    String text =
        switch (current()) {
          case SSE, SSE_DRAFT_07 -> sse(update);
          case NDJSON, NDJSON_DRAFT_07 -> json(update).encode() + "\n";
        };
    return new Frame(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The JSON object of the fallback formats. */
  public JsonObject json(Update update) {
    Event event = update.event();
    JsonObject json = new JsonObject().put("id", update.id());
    if (type(event) != null) {
      json.put("type", type(event));
    }
    if (event.retry() != null) {
      json.put("retry", event.retry());
    }
    return json.put("data", data(update));
  }

  private String sse(Update update) {
    Event event = update.event();
    String data = data(update);
    StringBuilder frame = new StringBuilder(data.length() + update.id().length() + 48);
    if (type(event) != null) {
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
    return draft07 && SubscriptionEvent.is(update.event())
        ? SubscriptionEvent.draft07Data(update)
        : update.event().data();
  }

  /** Subscription events have a type of their own only in the current protocol. */
  private @Nullable String type(Event event) {
    return draft07 && SubscriptionEvent.is(event) ? null : event.type();
  }
}
