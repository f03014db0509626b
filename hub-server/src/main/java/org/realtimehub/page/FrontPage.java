package org.realtimehub.page;

import java.util.Map;
import org.realtimehub.web.StaticFile;

/** The page at the root: what this is, and on a development hub, a place to try it. */
final class FrontPage {

  private FrontPage() {}

  /** The page and what it consists of, by path. */
  static Map<String, StaticFile> files(String hubUrl, boolean demo) {
    if (!demo) {
      return Map.of("/", StaticFile.of("hub.txt", "This is a realtime hub.\n", Policy.PAGES));
    }
    String page = StaticFile.text("/pages/playground.html").replace("{{hub}}", hubUrl);
    return Map.of(
        "/", StaticFile.of("playground.html", page, Policy.PAGES),
        "/playground.css", file("playground.css"),
        "/playground.js", file("playground.js"));
  }

  private static StaticFile file(String name) {
    return StaticFile.of(name, StaticFile.text("/pages/" + name), Policy.PAGES);
  }
}
