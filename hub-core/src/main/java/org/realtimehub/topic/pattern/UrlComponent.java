package org.realtimehub.topic.pattern;

import java.util.Locale;

/** The components of a URL that a pattern constrains, in the order of a constructor string. */
enum UrlComponent {
  PROTOCOL,
  USERNAME,
  PASSWORD,
  HOSTNAME,
  PORT,
  PATHNAME,
  SEARCH,
  HASH;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
