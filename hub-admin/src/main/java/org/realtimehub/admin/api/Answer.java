package org.realtimehub.admin.api;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What an operation answers. */
public sealed interface Answer {

  /** A status and a JSON document. */
  record Document(int status, JsonObject body) implements Answer {}

  /** 200 and a JSON document that is large, written already where that holds up nobody. */
  record Written(Buffer json) implements Answer {}

  /** 204. */
  record Nothing() implements Answer {}

  /** 303: a browser goes on elsewhere. */
  record Redirect(String location) implements Answer {

    /** The location may hold what only its browser should know. */
    @Override
    public String toString() {
      return "Redirect[]";
    }
  }

  /** The operation has answered, or goes on answering, itself. */
  record Streamed() implements Answer {}

  static Answer ok(JsonObject body) {
    return new Document(200, body);
  }

  static Answer created(JsonObject body) {
    return new Document(201, body);
  }

  static Answer written(Buffer json) {
    return new Written(json);
  }

  static Answer nothing() {
    return new Nothing();
  }

  static Answer streamed() {
    return new Streamed();
  }

  /** This answer, where nothing has to be waited for. */
  default Future<Answer> now() {
    return Future.succeededFuture(this);
  }
}
