package org.realtimehub.topic.url;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A URL while it is being parsed. */
final class UrlRecord {

  String scheme = "";
  String username = "";
  String password = "";
  @Nullable String host;
  String port = "";
  final List<String> segments = new ArrayList<>();
  @Nullable String opaquePath;
  @Nullable String query;
  @Nullable String fragment;

  boolean isSpecial() {
    return Schemes.isSpecial(scheme);
  }

  boolean isFile() {
    return scheme.equals("file");
  }

  void copyAuthority(Url base) {
    username = base.username();
    password = base.password();
    host = base.host();
    port = base.port();
  }

  void copyPath(Url base) {
    segments.addAll(base.segments());
  }

  /** Removes the last segment, but not the drive letter of a file URL. */
  void shortenPath() {
    if (isFile() && segments.size() == 1 && DriveLetter.isNormalized(segments.get(0))) {
      return;
    }
    if (!segments.isEmpty()) {
      segments.remove(segments.size() - 1);
    }
  }

  static String serialize(List<String> segments) {
    return segments.isEmpty() ? "" : "/" + String.join("/", segments);
  }
}
