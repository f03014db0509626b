package org.realtimehub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrefixIndexTest {

  private final PrefixIndex<String> prefixes = new PrefixIndex<>();

  private MatcherEntry<String> add(String prefix) {
    MatcherEntry<String> entry =
        new MatcherEntry<>(
            new ExactMatcher(MatcherType.EXACT, prefix), List.of(prefix), new TopicIndex<>(0));
    prefixes.add(entry);
    return entry;
  }

  private List<String> prefixesOf(String text) {
    List<String> found = new ArrayList<>();
    prefixes.forEachPrefixOf(text, entry -> found.add(entry.prefix()));
    return found;
  }

  @Test
  void forEachPrefixOf_findsPrefixesOnly() {
    for (String prefix : List.of("", "a", "ab", "abc", "abcd", "abd", "b", "ab", "aba", "abcc")) {
      add(prefix);
    }
    assertThat(prefixesOf("abce")).containsExactly("abc", "ab", "ab", "a", "");
    assertThat(prefixesOf("abzz")).containsExactly("ab", "ab", "a", "");
    assertThat(prefixesOf("")).containsExactly("");
    assertThat(prefixesOf("zz")).containsExactly("");
  }

  @Test
  void forEachPrefixOf_amongManyPatterns_visitsOnlyThoseThatCouldMatch() {
    for (int i = 0; i < 10_000; i++) {
      add("example.com  /users/" + i + "/");
    }
    assertThat(prefixesOf("example.com  /users/77/orders ")).hasSize(1);
    assertThat(prefixesOf("example.com  /users/none")).isEmpty();
  }

  @Test
  void remove_leavesTheOthersOfTheSamePrefix() {
    MatcherEntry<String> first = add("a");
    MatcherEntry<String> second = add("a");
    MatcherEntry<String> third = add("a");
    prefixes.remove(first);
    prefixes.remove(third);
    assertThat(prefixesOf("ab")).hasSize(1);
    prefixes.remove(second);
    assertThat(prefixes.isEmpty()).isTrue();
  }
}
