package org.realtimehub.log.redis;

import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Bounds;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.UpdateBytes;

/** What {@code log.lua} answered. */
record LogReply(Bounds bounds, String mark, @Nullable Response result) {

  static LogReply of(@Nullable Response answer) {
    if (answer == null || answer.size() < 4) {
      throw new RedisException("Redis answered something that the log's script does not");
    }
    Bounds bounds =
        new Bounds(answer.get(0).toString(), number(answer.get(1)), number(answer.get(2)));
    return new LogReply(bounds, answer.get(3).toString(), answer.get(4));
  }

  LogEnd end() {
    return new LogEnd(bounds.epoch(), bounds.head(), mark);
  }

  long head() {
    return bounds.head();
  }

  boolean hasResult() {
    return result != null;
  }

  /** The parts of the result; what is nil in Redis is null. */
  List<@Nullable Response> items() {
    List<@Nullable Response> items = new ArrayList<>();
    if (result != null) {
      for (int i = 0; i < result.size(); i++) {
        items.add(result.get(i));
      }
    }
    return items;
  }

  static long number(@Nullable Response response) {
    if (response == null) {
      throw new RedisException("Redis answered nothing where a number is due");
    }
    return response.toLong();
  }

  /** Readers are told of what cannot be read: leaving it out would be a hole that nobody sees. */
  static LoggedUpdate update(long offset, @Nullable Response bytes) {
    if (bytes == null) {
      throw new RedisException("the log lacks update " + offset);
    }
    try {
      return new LoggedUpdate(offset, UpdateBytes.decode(bytes.toBuffer())).retained();
    } catch (RuntimeException e) {
      throw new RedisException("update " + offset + " of the log is unreadable: " + e.getMessage());
    }
  }
}
