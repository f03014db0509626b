package org.realtimehub.topic;

/** How the value of a matcher is to be read (draft-08, "Matcher Types"). */
public enum MatcherType {
  EXACT("exact"),
  URL_PATTERN("urlpattern"),
  /** The selector of draft-07's {@code topic} parameter and claims. */
  URI_TEMPLATE("uritemplate");

  private final String wireName;

  MatcherType(String wireName) {
    this.wireName = wireName;
  }

  /** As it stands in parameter names, tokens and subscription topics. */
  public String wireName() {
    return wireName;
  }
}
