package org.realtimehub.admin.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which files the console consists of: nothing else is served, whatever a request asks for. */
final class Files {

  private static final String CONSOLE = "/org/realtimehub/admin/console/";
  private static final String WEBJARS = "/META-INF/resources/webjars/";

  /** Where one comes from and under which path it is served. */
  record Place(String path, String resource) {}

  private static final List<String> CORE =
      List.of(
          "api", "format", "health", "keys", "live", "pages", "query", "router", "series",
          "session", "store", "stream", "theme", "ui");

  private static final List<String> PARTS =
      List.of(
          "banner",
          "chart",
          "confirm",
          "copy",
          "dialog",
          "ending",
          "error-boundary",
          "facts",
          "field",
          "fresh",
          "matchers",
          "menu",
          "notice",
          "pager",
          "permitted",
          "search",
          "shell",
          "shortcuts",
          "table",
          "tabs",
          "time",
          "toast");

  private static final List<String> PAGES =
      List.of(
          "access",
          "audit",
          "ban-dialog",
          "close-all",
          "configuration",
          "connection-actions",
          "connection-columns",
          "connection-facts",
          "connection-filters",
          "connection",
          "connections",
          "curl",
          "draft",
          "history",
          "hour",
          "lines",
          "log",
          "matcher-table",
          "nodes",
          "overview",
          "publish",
          "sign-in",
          "sweep-form",
          "sweep-limits",
          "sweep-table",
          "sweep",
          "tail-stream",
          "tail",
          "topic-fields",
          "topic-table",
          "topic",
          "topics",
          "update");

  private static final List<String> OTHERS =
      List.of(
          "app.js",
          "site.js",
          "icon.svg",
          "console.css",
          "css/theme.css",
          "css/frame.css",
          "css/parts.css",
          "css/pages.css",
          "vendor/htm/htm.module.js",
          "vendor/uplot/uPlot.iife.min.js",
          "vendor/uplot/uPlot.min.css");

  private Files() {}

  static List<Place> all() {
    List<Place> places = new ArrayList<>();
    places.add(new Place("/", CONSOLE + "index.html"));
    Stream.of(modules("core", CORE), modules("parts", PARTS), modules("pages", PAGES), OTHERS)
        .flatMap(List::stream)
        .forEach(name -> places.add(new Place("/console/" + name, CONSOLE + name)));
    places.add(webJar("preact/preact.umd.js", "preact/10.28.0/dist/preact.umd.js"));
    places.add(webJar("preact/hooks.umd.js", "preact/10.28.0/hooks/dist/hooks.umd.js"));
    places.add(webJar("pico/pico.min.css", "picocss__pico/2.1.1/css/pico.min.css"));
    return places;
  }

  private static List<String> modules(String folder, List<String> names) {
    return names.stream().map(name -> folder + "/" + name + ".js").toList();
  }

  private static Place webJar(String name, String resource) {
    return new Place("/console/vendor/" + name, WEBJARS + resource);
  }
}
