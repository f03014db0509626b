package org.realtimehub.page;

import java.util.HashMap;
import java.util.Map;
import org.realtimehub.web.StaticFile;

/** All files of the public port. */
public final class Site {

  private Site() {}

  /**
   * By path. Read once and shared by all event loops.
   *
   * @param hubUrl what the pages are told of where the hub is
   * @param demo whether the demonstration pages are among them
   */
  public static Map<String, StaticFile> files(String hubUrl, boolean demo) {
    Map<String, StaticFile> files = new HashMap<>(ClientLibrary.files());
    files.putAll(FrontPage.files(hubUrl, demo));
    if (demo) {
      files.putAll(DemoPages.files(hubUrl));
    }
    return Map.copyOf(files);
  }
}
