package org.realtimehub.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.realtimehub.http.Refusal;
import org.realtimehub.presence.Selection;

/**
 * What a path below the hub's names: all subscriptions, those of one matcher, or one.
 *
 * @param single whether it names one subscription, which may not be there
 */
record SubscriptionPath(String path, Selection selection, boolean single) {

  /**
   * @param basePath path of the hub's URL, with which the path begins
   */
  static SubscriptionPath parse(String path, String basePath, boolean draft07) throws Refusal {
    List<String> names = names(path, path.substring(basePath.length()));
    int count = names.size() - 2; // what is before the first slash, and "subscriptions"
    if (count == 0) {
      return new SubscriptionPath(path, Selection.ALL, false);
    }
    // The older protocol has no matcher types.
    int typed = draft07 ? 0 : 1;
    if (count < typed + 1 || count > typed + 2) {
      throw notFound(path);
    }
    boolean single = count == typed + 2;
    Selection selection =
        new Selection(
            draft07 ? null : names.get(2),
            names.get(2 + typed),
            single ? names.get(3 + typed) : null);
    return new SubscriptionPath(path, selection, single);
  }

  /** Clients differ in which characters they encode. */
  private static List<String> names(String path, String below) throws Refusal {
    try {
      return Arrays.stream(below.split("/", -1))
          .map(name -> URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8))
          .toList();
    } catch (IllegalArgumentException e) {
      throw notFound(path);
    }
  }

  Refusal notFound() {
    return notFound(path);
  }

  private static Refusal notFound(String path) {
    return new Refusal(
        404, "not-found", "Not found", "there is no subscription resource at " + path);
  }
}
