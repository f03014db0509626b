package org.realtimehub.blackbox;

import com.microsoft.playwright.BrowserContext;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests in which a browser visits the demonstrations of one hub. */
@Timeout(120)
abstract class DemoVisits {

  @RegisterExtension static final Chromium chromium = new Chromium();

  static final String LOBBY = "https://example.com/demo/rooms/lobby";
  static final String SUPPORT = "https://example.com/demo/rooms/support";

  TestHub hub;
  BrowserContext context;

  @BeforeEach
  void start() {
    hub = TestHub.start();
    context = chromium.newContext();
  }

  @AfterEach
  void stop() {
    Chromium.close(context);
    hub.close();
  }

  /** Into the chat. */
  final ChatPage enter(String name) {
    return ChatPage.enter(context, hub.url(), name);
  }

  final void publish(String room, String from, String text) {
    hub.publish("topic", room, "data", message(from, text));
  }

  static String message(String from, String text) {
    return JsonObject.of("from", from, "text", text, "at", System.currentTimeMillis()).encode();
  }
}
