package org.realtimehub.topic.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.realtimehub.topic.url.Url;

/** The cases of the web-platform-tests suite; see the README beside the data. */
final class UrlPatternConformanceTest {

  private static final String CASES = "/conformance/urlpattern-cases.json";

  static Stream<JsonNode> cases() throws IOException {
    try (InputStream data = UrlPatternConformanceTest.class.getResourceAsStream(CASES)) {
      List<JsonNode> cases = new ArrayList<>();
      new ObjectMapper().readTree(Objects.requireNonNull(data)).forEach(cases::add);
      return cases.stream().filter(testCase -> !ignoresCase(testCase));
    }
  }

  /** The hub never ignores case. */
  private static boolean ignoresCase(JsonNode testCase) {
    return testCase.get("pattern").findValue("ignoreCase") != null;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void patternBehavesAsInBrowsers(JsonNode testCase) throws Exception {
    JsonNode arguments = testCase.get("pattern");
    if (testCase.path("expected_obj").asText().equals("error")) {
      assertThatThrownBy(() -> pattern(arguments)).isInstanceOf(InvalidPatternException.class);
      return;
    }
    UrlPattern pattern = pattern(arguments);
    JsonNode inputs = testCase.path("inputs");
    JsonNode expected = testCase.path("expected_match");
    if (expected.asText().equals("error")) {
      assertThat(inputs.size()).as("only a base URL beside components is an error").isEqualTo(2);
      assertThat(inputs.get(0).isObject()).isTrue();
      return;
    }
    Map<UrlComponent, Map<String, @Nullable String>> groups = null;
    Optional<Map<UrlComponent, String>> input = input(inputs);
    if (input.isPresent()) {
      groups = pattern.exec(input.get());
    }
    if (expected.isNull() || expected.isMissingNode()) {
      assertThat(groups).isNull();
      return;
    }
    Map<UrlComponent, Map<String, @Nullable String>> matched = Objects.requireNonNull(groups);
    assertThat(key(input.get()))
        .startsWith(pattern.keyTexts().get(0))
        .containsSubsequence(pattern.keyTexts());
    for (UrlComponent component : UrlComponent.values()) {
      JsonNode result = expected.path(component.label());
      if (result.isObject()) {
        assertThat(input.get()).containsEntry(component, result.get("input").asText());
        assertThat(matched.get(component)).isEqualTo(groups(result.get("groups")));
      } else {
        assertThat(input.get().getOrDefault(component, "")).isEmpty();
      }
    }
  }

  private static UrlPattern pattern(JsonNode arguments) throws InvalidPatternException {
    if (arguments.isEmpty()) {
      return UrlPattern.compile(new UrlPatternInit());
    }
    JsonNode baseUrl = arguments.path(1);
    if (arguments.get(0).isObject()) {
      if (baseUrl.isTextual()) {
        throw new InvalidPatternException("a base URL beside components");
      }
      return UrlPattern.compile(init(arguments.get(0)));
    }
    return UrlPattern.parse(
        arguments.get(0).asText(), baseUrl.isTextual() ? baseUrl.asText() : null);
  }

  private static UrlPatternInit init(JsonNode members) {
    UrlPatternInit init = new UrlPatternInit();
    for (UrlComponent component : UrlComponent.values()) {
      if (members.has(component.label())) {
        init.set(component, members.get(component.label()).asText());
      }
    }
    if (members.has("baseURL")) {
      init.setBaseUrl(members.get("baseURL").asText());
    }
    return init;
  }

  private static Optional<Map<UrlComponent, String>> input(JsonNode inputs) {
    Map<UrlComponent, String> components = new EnumMap<>(UrlComponent.class);
    if (inputs.isEmpty() || inputs.get(0).isObject()) {
      try {
        UrlPatternInit init =
            PatternInits.asUrl(inputs.isEmpty() ? new UrlPatternInit() : init(inputs.get(0)));
        for (UrlComponent component : UrlComponent.values()) {
          components.put(component, init.getOrDefault(component, ""));
        }
      } catch (InvalidPatternException e) {
        return Optional.empty();
      }
      return Optional.of(components);
    }
    String text = inputs.get(0).asText();
    Optional<Url> url =
        inputs.size() > 1
            ? Url.parse(inputs.get(1).asText()).flatMap(base -> Url.parse(text, base))
            : Url.parse(text);
    return url.map(
        parsed -> {
          for (UrlComponent component : UrlComponent.values()) {
            components.put(component, UrlPattern.component(parsed, component));
          }
          return components;
        });
  }

  /** {@link UrlPattern#key} of what need not be a whole URL. */
  private static String key(Map<UrlComponent, String> input) {
    return Stream.of(UrlComponent.HOSTNAME, UrlComponent.PORT, UrlComponent.PATHNAME)
        .map(component -> input.getOrDefault(component, "") + ' ')
        .collect(Collectors.joining());
  }

  private static Map<String, @Nullable String> groups(JsonNode groups) {
    Map<String, @Nullable String> expected = new LinkedHashMap<>();
    groups
        .properties()
        .forEach(
            group ->
                expected.put(
                    group.getKey(), group.getValue().isNull() ? null : group.getValue().asText()));
    return expected;
  }
}
