package org.realtimehub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.realtimehub.topic.TopicIndex.Registration;

final class TopicIndexTest {

  private final Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");
  private final TopicIndex<String> index = new TopicIndex<>(100);

  private List<String> found(String topic) {
    List<String> found = new ArrayList<>();
    index.forEach(topic, found::add);
    return found;
  }

  @Test
  void forEach_visitsEachRegistrationThatMatches() throws Exception {
    index.add(matchers.exact("/books/1"), "exact");
    index.add(matchers.selector("/books/1"), "selector");
    index.add(matchers.selector("/books/{id}"), "template");
    index.add(matchers.urlPattern("/books/:id"), "pattern");
    index.add(matchers.urlPattern("http{s}?://*/books/:id"), "any host");
    index.add(matchers.exact("*"), "all");
    index.add(matchers.exact("*"), "all");
    index.add(matchers.urlPattern("https://other.example/books/:id"), "other host");
    assertThat(found("/books/1"))
        .containsExactlyInAnyOrder(
            "exact", "selector", "template", "pattern", "any host", "all", "all");
    assertThat(found("http://[")).containsExactly("all", "all");
    assertThat(index.registrations()).isEqualTo(8);
    assertThat(index.distinctMatchers()).isEqualTo(7);
  }

  @Test
  void forEach_afterChanges_doesNotTrustOldDecisions() throws Exception {
    Registration first = index.add(matchers.urlPattern("/a/:x"), "first");
    assertThat(found("/a/1")).containsExactly("first");
    Registration second = index.add(matchers.urlPattern("/a/*"), "second");
    assertThat(found("/a/1")).containsExactlyInAnyOrder("first", "second");
    first.unregister();
    first.unregister();
    assertThat(found("/a/1")).containsExactly("second");
    index.add(matchers.urlPattern("/a/:x"), "again");
    assertThat(found("/a/1")).containsExactlyInAnyOrder("second", "again");
    second.unregister();
    assertThat(found("/a/1")).containsExactly("again");
  }

  @Test
  void forEach_afterMoreAdditionsThanAreKept_decidesAnew() throws Exception {
    index.add(matchers.urlPattern("/a/:x"), "first");
    assertThat(found("/a/1")).containsExactly("first");
    index.add(matchers.urlPattern("/a/*"), "second");
    for (int i = 0; i < 1000; i++) {
      index.add(matchers.urlPattern("/b/" + i + "/:x"), "other");
    }
    assertThat(found("/a/1")).containsExactlyInAnyOrder("first", "second");
    assertThat(found("/b/7/x")).containsExactly("other");
  }

  @Test
  void forEach_whileRegistrationsEnd_visitsNoneThatEndedAndSkipsNoneThatStayed() throws Exception {
    List<Registration> registrations = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      registrations.add(index.add(matchers.urlPattern("/a/:x"), "s" + i));
    }
    Set<String> visited = new HashSet<>();
    index.forEach(
        "/a/1",
        subscriber -> {
          visited.add(subscriber);
          if (subscriber.equals("s7")) {
            for (int ended : new int[] {7, 0, 3, 9, 5}) {
              registrations.get(ended).unregister();
            }
          }
        });
    assertThat(visited).containsExactlyInAnyOrder("s9", "s8", "s7", "s6", "s4", "s2", "s1");
    assertThat(found("/a/1")).containsExactlyInAnyOrder("s8", "s6", "s4", "s2", "s1");
  }

  @Test
  void forEach_whileEverythingEnds_stops() throws Exception {
    List<Registration> registrations = new ArrayList<>();
    for (String pattern : List.of("/a/:x", "/a/*", "/*", "/a/1")) {
      for (int i = 0; i < 3; i++) {
        registrations.add(index.add(matchers.urlPattern(pattern), pattern));
      }
    }
    List<String> visited = new ArrayList<>();
    index.forEach(
        "/a/1",
        subscriber -> {
          visited.add(subscriber);
          registrations.forEach(Registration::unregister);
        });
    assertThat(visited).hasSize(1);
    assertThat(index.isEmpty()).isTrue();
  }

  @Test
  void forEach_manyTopicsWithManyMatches_remembersFewer() throws Exception {
    for (int i = 0; i < 200; i++) {
      index.add(matchers.urlPattern("/a/:x" + i + "{-}?"), "s");
    }
    for (int i = 0; i < 100; i++) {
      assertThat(found("/a/" + i)).hasSize(200);
    }
    assertThat(index.cachedDecisions()).isBetween(1, 100 * DecisionCache.MATCHES_PER_TOPIC / 200);
    index.add(matchers.urlPattern("/b/:x"), "t");
    for (int i = 0; i < 1000; i++) {
      assertThat(found("/b/" + i)).containsExactly("t");
    }
    assertThat(index.cachedDecisions()).isEqualTo(100);
  }

  @Test
  void forEach_manyTopics_remembersABoundedNumber() throws Exception {
    index.add(matchers.urlPattern("/a/:x"), "s");
    for (int i = 0; i < 1000; i++) {
      assertThat(found("/a/" + i)).containsExactly("s");
    }
    assertThat(index.cachedDecisions()).isEqualTo(100);
  }

  @RepeatedTest(20)
  void index_atRandom_agreesWithTryingEveryMatcher() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    record Live(TopicMatcher matcher, Integer id, Registration registration) {}
    TopicIndex<Integer> tested = new TopicIndex<>(random.nextInt(8));
    List<Live> live = new ArrayList<>();
    List<TopicMatcher> pool = pool();
    List<String> topics = topics();
    for (int step = 0; step < 2000; step++) {
      int act = random.nextInt(10);
      if (act < 4) {
        TopicMatcher matcher = pool.get(random.nextInt(pool.size()));
        live.add(new Live(matcher, step, tested.add(matcher, step)));
      } else if (act < 7 && !live.isEmpty()) {
        live.remove(random.nextInt(live.size())).registration().unregister();
      } else if (act == 7 && random.nextInt(20) == 0) {
        live.forEach(one -> one.registration().unregister());
        live.clear();
        assertThat(tested.isEmpty()).as("seed %d, step %d", seed, step).isTrue();
      } else {
        String topic = topics.get(random.nextInt(topics.size()));
        int remembered = tested.cachedDecisions();
        int count = tested.count(topic);
        assertThat(tested.cachedDecisions()).isEqualTo(remembered);
        List<Integer> found = new ArrayList<>();
        tested.forEach(topic, found::add);
        assertThat(count)
            .as("seed %d, step %d, topic %s", seed, step, topic)
            .isEqualTo(found.size());
        assertThat(found)
            .as("seed %d, step %d, topic %s", seed, step, topic)
            .containsExactlyInAnyOrderElementsOf(
                live.stream().filter(one -> one.matcher().matches(topic)).map(Live::id).toList());
      }
      assertThat(tested.registrations()).as("seed %d, step %d", seed, step).isEqualTo(live.size());
      if (step % 50 == 0) {
        Map<TopicMatcher, Integer> counts =
            live.stream().collect(Collectors.toMap(Live::matcher, one -> 1, Integer::sum));
        assertThat(tested.registered())
            .as("seed %d, step %d", seed, step)
            .hasSize(counts.size())
            .allMatch(one -> counts.getOrDefault(one.matcher(), 0) == one.registrations());
      }
    }
  }

  private List<TopicMatcher> pool() throws InvalidTopicException {
    List<TopicMatcher> pool = new ArrayList<>();
    for (String value :
        List.of("*", "/a", "/a/b", "/a/b/c", "https://hub.example/a", "a", "urn:x", "/caf\u00e9")) {
      pool.add(matchers.exact(value));
      pool.add(matchers.selector(value));
    }
    for (String value :
        List.of(
            "*",
            "/*",
            "/a*",
            "/a/:x",
            "/a/b",
            "/a/b/:x?",
            "/a/(b|c)",
            "/a{/b}?",
            "/a/b{/c}+",
            "https://*/a",
            "https://*.example/*",
            "*://hub.example/a",
            "https://:h.example/a/*",
            "urn\\:*",
            "urn\\:x*",
            ":scheme\\:x",
            "/caf\u00e9/*",
            "/:x/b/*/c",
            "/{ab}+ab",
            "/{ab}+abx",
            "/:x-:y/c",
            "/x{y:z y}/c",
            "/x{y:z y}?/c",
            "https://:h.example/:x/b",
            "https://:h.example:*/a",
            "*:*")) {
      pool.add(matchers.urlPattern(value));
    }
    for (String value :
        List.of(
            "{x}",
            "/{x}",
            "/a{/x}",
            "/a/{+x}",
            "/a/b{?q}",
            "/a/b/{x}",
            "/caf\u00e9{x}",
            "/caf\u00e9/{x}/caf\u00e9/b",
            "/a{/x}/c",
            "{x}/b{y}c",
            "urn:{x}")) {
      pool.add(matchers.selector(value));
    }
    return pool;
  }

  private static List<String> topics() {
    return List.of(
        "/a",
        "/a/b",
        "/a/b/c",
        "/a/c",
        "/ab",
        "a",
        "",
        "https://hub.example/a",
        "http://hub.example/a",
        "https://x.example/a/b",
        "https://hub.example:444/a",
        "urn:x",
        "urn:xy",
        "/caf\u00e9",
        "/caf\u00e9/1",
        "/caf%C3%A9/1",
        "http://[",
        "/a/b?q=1",
        "/x/b/b/c/c",
        "/abab",
        "/abababx",
        "/x-y/c",
        "/xyzy/c",
        "/xy/c",
        "/x/c",
        "/caf\u00e9/x/caf%C3%A9/b",
        "https://x.example:444/a",
        "/a/{+x}",
        "{x}");
  }
}
