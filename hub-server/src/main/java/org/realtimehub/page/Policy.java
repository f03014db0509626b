package org.realtimehub.page;

import java.util.Map;

/** What a page may load and do, and who may read a file. */
final class Policy {

  /** Scripts and styles are files of their own, so that nothing inline needs to be allowed. */
  private static final String OWN_FILES =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** A page of ours. */
  static final Map<String, String> PAGES = Map.of("Content-Security-Policy", OWN_FILES);

  /** A page that shows what strangers wrote: no text can become markup, whatever its code does. */
  static final Map<String, String> STRANGERS =
      Map.of(
          "Content-Security-Policy",
          OWN_FILES + "; require-trusted-types-for 'script'; trusted-types 'none'",
          "Referrer-Policy",
          "no-referrer");

  /** Code that any page may import. */
  static final Map<String, String> ANY_PAGE = Map.of("Access-Control-Allow-Origin", "*");

  private Policy() {}
}
