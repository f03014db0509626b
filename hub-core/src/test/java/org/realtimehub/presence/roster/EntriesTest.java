package org.realtimehub.presence.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class EntriesTest {

  private static Entry entry(Random random, int connections) {
    Selector selector = new Selector("/" + random.nextInt(20), random.nextBoolean() ? "a" : "b");
    return new Entry(selector, random.nextInt(connections) - 50, 0, "n", null, 0);
  }

  private static List<Entry> all(Entries entries) {
    List<Entry> all = new ArrayList<>();
    entries.visit(null, true, all::add);
    return all;
  }

  @RepeatedTest(10)
  void randomChanges_giveWhatASortedSetGives_andLeaveOldSetsAlone() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    NavigableSet<Entry> expected = new TreeSet<>();
    Entries entries = Entries.EMPTY;
    Entries old = entries;
    List<Entry> oldContent = List.of();
    for (int i = 0; i < 20_000; i++) {
      Entry entry = entry(random, 200);
      // Phases in which it grows, and in which it shrinks to nothing.
      if (random.nextInt(10) < (i / 5_000 % 2 == 0 ? 7 : 2)) {
        entries = entries.plus(entry);
        expected.remove(entry);
        expected.add(entry);
      } else {
        entries = entries.minus(entry);
        expected.remove(entry);
      }
      if (i % 1_000 == 0) {
        assertThat(all(old)).as("seed %d", seed).isEqualTo(oldContent);
        old = entries;
        oldContent = List.copyOf(expected);
        assertThat(all(entries)).as("seed %d", seed).isEqualTo(oldContent);
        assertThat(entries.size()).as("seed %d", seed).isEqualTo(expected.size());
      }
      Entry probe = entry(random, 200);
      assertThat(entries.find(probe)).as("seed %d", seed).isEqualTo(find(expected, probe));
      assertThat(entries.from(probe)).as("seed %d", seed).isEqualTo(expected.ceiling(probe));
      List<Entry> after = new ArrayList<>();
      entries.visit(probe, false, e -> after.add(e) && after.size() < 3);
      assertThat(after)
          .as("seed %d", seed)
          .isEqualTo(expected.tailSet(probe, false).stream().limit(3).toList());
    }
  }

  private static @Nullable Entry find(NavigableSet<Entry> entries, Entry probe) {
    Entry found = entries.ceiling(probe);
    return found != null && found.compareTo(probe) == 0 ? found : null;
  }

  @Test
  void whatIsAddedInOrder_fillsItsBlocks() {
    Entries entries = Entries.EMPTY;
    for (int i = 0; i < 100_000; i++) {
      entries = entries.plus(new Entry(new Selector("/", "a"), i, 0, "n", null, 0));
    }
    assertThat(all(entries)).hasSize(100_000).isSorted();
    for (int i = 0; i < 100_000; i++) {
      entries = entries.minus(Entry.key(new Selector("/", "a"), new UUID(i, 0)));
    }
    assertThat(all(entries)).isEmpty();
    assertThat(entries.size()).isZero();
  }
}
