package org.realtimehub.admin.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * How many values a body has. To check one value against the contract takes microseconds, and an
 * event loop has no time for a million of them.
 */
final class Breadth {

  /** Most topics that one update can have, each of which is a value, and room for the rest. */
  static final int MOST = 10_100;

  private static final JsonFactory JSON = new JsonFactory();

  private Breadth() {}

  /** What is no JSON passes: that is told elsewhere. */
  static void check(Buffer body) throws Refused {
    int values = 0;
    try (JsonParser parser = JSON.createParser(body.getBytes())) {
      while (parser.nextToken() != null) {
        if (++values > MOST) {
          throw Refused.tooLarge("the body has more than " + MOST + " names and values");
        }
      }
    } catch (IOException e) {
      // The validator decodes it again, and complains.
    }
  }
}
