package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.realtimehub.connection.Activity;
import org.realtimehub.control.ConnectionPage.Part;

final class ConnectionPageTest {

  private static Part part(@Nullable String reached, String... ids) {
    return new Part(
        Arrays.stream(ids)
            .map(id -> new ConnectionRow(id, "n", null, "", List.of(), 0, new Activity(0, 0, 0)))
            .toList(),
        reached == null ? null : new SortKey("", 0, reached));
  }

  private static String after(ConnectionPage page) {
    return Order.BY_ID.read(page.next().orElseThrow()).id();
  }

  private static ConnectionPage page(int limit, Part... parts) {
    return ConnectionPage.of(List.of(parts), Order.BY_ID, limit, List.of());
  }

  @Test
  void rowsOfAllNodes_areInOneOrder() {
    ConnectionPage page = page(10, part(null, "b", "d"), part(null, "a", "c"), part(null));
    assertThat(page.rows()).extracting("id").containsExactly("a", "b", "c", "d");
    assertThat(page.next()).isEmpty();
  }

  @Test
  void pageIsNoLongerThanAsked_andGoesOnAfterItsLastRow() {
    ConnectionPage page = page(2, part("d", "b", "d"), part(null, "a", "c"));
    assertThat(page.rows()).extracting("id").containsExactly("a", "b");
    assertThat(after(page)).isEqualTo("b");
  }

  @Test
  void rowsBehindWhereANodeHasLooked_waitForTheNextPage() {
    ConnectionPage page = page(10, part("b", "a"), part(null, "b", "c"));
    assertThat(page.rows()).extracting("id").containsExactly("a", "b");
    assertThat(after(page)).isEqualTo("b");
  }

  @Test
  void pageCanBeEmpty_andHaveMore() {
    ConnectionPage page = page(10, part("b"), part(null, "c"));
    assertThat(page.rows()).isEmpty();
    assertThat(after(page)).isEqualTo("b");
  }
}
