package org.realtimehub.presence.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.realtimehub.update.Position;

final class PageTest {

  private static final Position AT = new Position("epoch", 7);

  private static Entry entry(int number, @Nullable String payload) {
    UUID connection = UUID.randomUUID();
    return new Entry(
        new Selector("/é" + number % 10, "exact"),
        connection.getMostSignificantBits(),
        connection.getLeastSignificantBits(),
        "node",
        payload,
        number);
  }

  private static RosterState state(int count, @Nullable String payload) {
    Entries entries = Entries.EMPTY;
    for (int i = 0; i < count; i++) {
      entries = entries.plus(entry(i, payload));
    }
    return new RosterState(AT, entries);
  }

  private static Page page(RosterState state, @Nullable Entry after) {
    return Page.read(Page.answer(Page.question(after), state), new Repeated());
  }

  private static String words(Entry entry) {
    return entry + " " + entry.payload() + " " + entry.since();
  }

  @Test
  void pagesTogether_areAllEntries() {
    RosterState state = state(2_500, "{\"user\":1}");
    List<String> told = new ArrayList<>();
    int pages = 0;
    Entry last = null;
    Page page;
    do {
      page = page(state, last);
      assertThat(page.at()).isEqualTo(AT);
      page.entries().forEach(entry -> told.add(words(entry)));
      last = page.entries().get(page.entries().size() - 1);
      pages++;
    } while (page.more());
    List<String> all = new ArrayList<>();
    state.entries().visit(null, true, entry -> all.add(words(entry)));
    assertThat(told).isEqualTo(all);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void page_isBoundedInBytes() {
    RosterState state = state(300, "\"" + "x".repeat(10_000) + "\"");
    Buffer answer = Page.answer(Page.question(null), state);
    assertThat(answer.length()).isBetween(250_000, 280_000);
    assertThat(Page.read(answer, new Repeated()).more()).isTrue();
  }

  @Test
  void emptyRoster_isOneEmptyPage() {
    Page page = page(state(0, null), null);
    assertThat(page.entries()).isEmpty();
    assertThat(page.more()).isFalse();
  }

  @Test
  void otherVersions_areRefused() {
    RosterState state = state(1, null);
    Buffer question = Page.question(null).setByte(0, (byte) 99);
    assertThatThrownBy(() -> Page.answer(question, state))
        .isInstanceOf(IllegalArgumentException.class);
    Buffer answer = Page.answer(Page.question(null), state).setByte(0, (byte) 99);
    assertThatThrownBy(() -> Page.read(answer, new Repeated()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
