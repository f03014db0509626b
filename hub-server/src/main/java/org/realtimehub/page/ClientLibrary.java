package org.realtimehub.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.realtimehub.web.StaticFile;

/**
 * The client library for browsers, below {@code /client/}: its entry, what that imports, and its
 * types. Nothing else is served, whatever else the build holds.
 */
final class ClientLibrary {

  private static final String PATH = "/client/";
  private static final String RESOURCES = "/org/realtimehub/client/";
  private static final String ENTRY = "hub-client.js";
  private static final String TYPES = "hub-client.d.ts";

  /** {@code import … from './x.js'}, {@code export … from './x.js'}, {@code import('./x.js')}. */
  private static final Pattern IMPORT =
      Pattern.compile("(?:\\bfrom|\\bimport)\\s*\\(?\\s*'(\\.{1,2}/[\\w./-]+\\.js)'");

  private ClientLibrary() {}

  /** By path; throws when the build lacks a file. */
  static Map<String, StaticFile> files() {
    Map<String, StaticFile> files = new HashMap<>();
    files.put(PATH + TYPES, file(TYPES, StaticFile.text(RESOURCES + TYPES)));
    Deque<String> wanted = new ArrayDeque<>();
    wanted.add(ENTRY);
    while (!wanted.isEmpty()) {
      String name = wanted.remove();
      if (!files.containsKey(PATH + name)) {
        String text = StaticFile.text(RESOURCES + name);
        files.put(PATH + name, file(name, text));
        Matcher imports = IMPORT.matcher(text);
        while (imports.find()) {
          wanted.add(java.net.URI.create(name).resolve(imports.group(1)).toString());
        }
      }
    }
    return files;
  }

  private static StaticFile file(String name, String text) {
    return StaticFile.of(name, text, Policy.ANY_PAGE);
  }
}
