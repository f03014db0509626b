package org.realtimehub.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.realtimehub.web.StaticFile;

/** The demonstration pages, below {@code /demo/}: an index, a chat, notifications. */
final class DemoPages {

  private static final String PATH = "/demo/";
  private static final String RESOURCES = "/org/realtimehub/demo/";

  private static final List<String> PAGES = List.of("", "chat/", "notifications/");

  private static final List<String> SHARED =
      List.of("demo.css", "dom.js", "hub.js", "line.js", "sign-in.js");

  private static final List<String> CHAT =
      List.of(
          "chat.css",
          "chat.js",
          "composer.js",
          "markdown.js",
          "messages.js",
          "outbox.js",
          "people.js",
          "room.js",
          "timeline.js");

  private static final List<String> NOTIFICATIONS =
      List.of(
          "bell.js",
          "entry.js",
          "inbox.js",
          "notifications.css",
          "notifications.js",
          "outside.js",
          "read-mark.js",
          "sender.js",
          "toasts.js");

  private DemoPages() {}

  /** By path; throws when the build lacks a file. */
  static Map<String, StaticFile> files(String hubUrl) {
    Map<String, StaticFile> files = new HashMap<>();
    for (String page : PAGES) {
      String html = StaticFile.text(RESOURCES + page + "index.html").replace("{{hub}}", hubUrl);
      files.put(PATH + page, StaticFile.of("index.html", html, Policy.STRANGERS));
    }
    Stream.of(in("shared/", SHARED), in("chat/", CHAT), in("notifications/", NOTIFICATIONS))
        .flatMap(names -> names)
        .forEach(
            name -> {
              String text = StaticFile.text(RESOURCES + name);
              files.put(PATH + name, StaticFile.of(name, text, Policy.STRANGERS));
            });
    return files;
  }

  private static Stream<String> in(String folder, List<String> names) {
    return names.stream().map(name -> folder + name);
  }
}
