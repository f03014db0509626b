package org.realtimehub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PasswordCheckTest {

  private static final String HASH = BCrypt.withDefaults().hashToString(10, "right".toCharArray());
  private static final String DEAR = BCrypt.withDefaults().hashToString(12, "right".toCharArray());

  private final Vertx vertx = Vertx.vertx();
  private final PasswordCheck check =
      new PasswordCheck(vertx, List.of(new Account("a", Role.VIEWER, HASH, false)));

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private static PasswordCheck.Result result(Future<PasswordCheck.Result> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  @Test
  void onlyTheRightPassword_isRight() throws Exception {
    assertThat(result(check.check("a", "right"))).isInstanceOf(PasswordCheck.Result.Right.class);
    assertThat(result(check.check("a", "wrong"))).isInstanceOf(PasswordCheck.Result.Wrong.class);
    assertThat(result(check.check("b", "right"))).isInstanceOf(PasswordCheck.Result.Wrong.class);
    assertThat(result(check.check("a", ""))).isInstanceOf(PasswordCheck.Result.Wrong.class);
    assertThat(result(check.check("a", "right" + "x".repeat(72))))
        .isInstanceOf(PasswordCheck.Result.Wrong.class);
  }

  /** Compared is what is done, not how long it takes on a busy machine. */
  @Test
  void userThatDoesNotExist_costsAsMuchWork() {
    PasswordCheck dear =
        new PasswordCheck(vertx, List.of(new Account("a", Role.VIEWER, DEAR, false)));
    assertThat(dear.decoyFor("nobody")).startsWith(DEAR.substring(0, 7)).hasSize(DEAR.length());
    BCrypt.Result result = BCrypt.verifyer().verify("right".toCharArray(), dear.decoyFor("nobody"));
    assertThat(result.validFormat).isTrue();
    assertThat(result.verified).isFalse();
    assertThat(result.details.cost).isEqualTo(12);
  }

  @Test
  void manyAtOnce_areTurnedAway() throws Exception {
    List<Future<PasswordCheck.Result>> results = new ArrayList<>();
    vertx
        .executeBlocking(() -> 1)
        .map(
            v -> {
              for (int i = 0; i < 100; i++) {
                results.add(check.check("a", "wrong"));
              }
              return v;
            })
        .await(20, TimeUnit.SECONDS);
    int busy = 0;
    for (Future<PasswordCheck.Result> future : results) {
      busy += result(future) instanceof PasswordCheck.Result.Busy ? 1 : 0;
    }
    assertThat(busy).isEqualTo(82);
    assertThat(result(check.check("a", "right"))).isInstanceOf(PasswordCheck.Result.Right.class);
  }
}
