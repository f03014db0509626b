package org.realtimehub.endpoint;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.realtimehub.access.Dialect;
import org.realtimehub.http.Form;
import org.realtimehub.http.HeaderText;
import org.realtimehub.http.Refusal;
import org.realtimehub.topic.InvalidTopicException;
import org.realtimehub.topic.Matchers;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.topic.TopicText;
import org.realtimehub.update.FrameFormat;

/**
 * What a subscriber asks for.
 *
 * @param matchers at least one, without duplicates
 * @param lastEventId empty when the request has no cursor
 * @param hello whether it wants the hub's own events
 * @param envelope whether it wants to be told topics; only in the current dialect
 */
record SubscribeRequest(
    List<TopicMatcher> matchers,
    Dialect dialect,
    Optional<String> lastEventId,
    boolean hello,
    boolean envelope) {

  /** How updates are to look. */
  FrameFormat.Shape shape() {
    if (dialect == Dialect.DRAFT_07) {
      return FrameFormat.Shape.DRAFT_07;
    }
    return envelope ? FrameFormat.Shape.ENVELOPE : FrameFormat.Shape.PLAIN;
  }

  /** Reads and checks the parameters of subscribe requests. Owned by one event loop. */
  static final class Parser {

    private static final int REMEMBERED = 1_024;
    private static final int MAX_REMEMBERED_LENGTH = 256;

    /** What many ask for is parsed, and kept, once. */
    private final Map<String, TopicMatcher> recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, TopicMatcher> eldest) {
            return size() > REMEMBERED;
          }
        };

    private final Matchers matchers;
    private final boolean draft07;
    private final int maxMatchers;
    private final int maxLength;

    Parser(Matchers matchers, boolean draft07, int maxMatchers, int maxLength) {
      this.matchers = matchers;
      this.draft07 = draft07;
      this.maxMatchers = maxMatchers;
      this.maxLength = maxLength;
    }

    /**
     * @param form query and body; the query's parameters come first
     */
    SubscribeRequest parse(HttpServerRequest request, Form form) throws Refusal {
      Set<TopicMatcher> wanted = new LinkedHashSet<>();
      boolean current = false;
      int count = 0;
      for (Form.Field field : form.fields()) {
        Optional<TopicMatcher> matcher = matcher(field);
        if (matcher.isPresent()) {
          if (++count > maxMatchers) {
            throw Refusal.badRequest("more than " + maxMatchers + " topic matchers");
          }
          wanted.add(matcher.get());
          current |= !field.name().equals("topic");
        }
      }
      if (wanted.isEmpty()) {
        throw Refusal.badRequest(
            "no topic matcher: give at least one \"match\" or \"match_urlpattern\" parameter"
                + (draft07 ? " (or \"topic\")" : ""));
      }
      return new SubscribeRequest(
          List.copyOf(wanted),
          current ? Dialect.DRAFT_08 : Dialect.DRAFT_07,
          lastEventId(request, form),
          isOn(form, "hello"),
          current && isOn(form, "envelope"));
    }

    private static boolean isOn(Form form, String name) {
      return form.first(name).filter("1"::equals).isPresent();
    }

    private Optional<TopicMatcher> matcher(Form.Field field) throws Refusal {
      String name = field.name();
      if (!name.toLowerCase(Locale.ROOT).startsWith("match")
          && !(draft07 && name.equals("topic"))) {
        return Optional.empty();
      }
      String value = field.value();
      if (value.length() > maxLength) {
        throw Refusal.badRequest(
            "the value of \""
                + Form.label(name)
                + "\" is longer than "
                + maxLength
                + " characters");
      }
      Optional<String> violation = TopicText.violation(value);
      if (violation.isPresent()) {
        throw Refusal.badRequest("the value of \"" + Form.label(name) + "\" " + violation.get());
      }
      String key = name + "\n" + value;
      TopicMatcher known = recent.get(key);
      if (known != null) {
        return Optional.of(known);
      }
      TopicMatcher parsed = parse(name, value);
      if (value.length() <= MAX_REMEMBERED_LENGTH) {
        recent.put(key, parsed);
      }
      return Optional.of(parsed);
    }

    private TopicMatcher parse(String name, String value) throws Refusal {
      try {
        return switch (name) {
          case "match", "match_exact" -> matchers.exact(value);
          case "match_urlpattern" -> matchers.urlPattern(value);
          case "topic" -> matchers.selector(value);
          default ->
              throw Refusal.badRequest(
                  "unknown topic matcher parameter \""
                      + Form.label(name)
                      + "\": this hub has match, match_exact and match_urlpattern");
        };
      } catch (InvalidTopicException e) {
        throw Refusal.badRequest(
            "the value of \"" + Form.label(name) + "\" is refused: " + e.getMessage());
      }
    }

    private Optional<String> lastEventId(HttpServerRequest request, Form form) throws Refusal {
      String header = request.getHeader("Last-Event-ID");
      if (header != null && !header.isEmpty()) {
        return Optional.of(HeaderText.decode(header, "Last-Event-ID"));
      }
      List<String> names = new ArrayList<>(List.of("last_event_id"));
      if (draft07) {
        names.addAll(List.of("lastEventID", "Last-Event-ID"));
      }
      for (String name : names) {
        Optional<String> value = form.first(name);
        if (value.isPresent()) {
          return value;
        }
      }
      return Optional.ofNullable(header);
    }
  }
}
