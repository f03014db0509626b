package org.realtimehub.admin.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares passwords with what is kept of them, on threads of its own and few at a time, because it
 * is slow on purpose. A user that does not exist takes as long as one that does. Owned by one event
 * loop.
 */
final class PasswordCheck {

  /** What bcrypt looks at; of longer passwords it would ignore the rest. */
  static final int MAX_BYTES = 72;

  private static final int AT_ONCE = 2;

  /** More than these are turned away: they would wait for seconds. */
  private static final int MOST_WAITING = 16;

  /** What came of a comparison. */
  sealed interface Result {
    record Right(Account account) implements Result {}

    record Wrong() implements Result {}

    record Busy() implements Result {}
  }

  private final Map<String, Account> byName = new LinkedHashMap<>();

  /** For users that do not exist: one for each that does, with the same cost. */
  private final List<String> decoys;

  private final String secret = RandomText.next();
  private final WorkerExecutor threads;
  private int underWay;

  PasswordCheck(Vertx vertx, List<Account> accounts) {
    accounts.forEach(account -> byName.put(account.name(), account));
    decoys = accounts.stream().map(account -> decoy(account.passwordHash())).toList();
    threads = vertx.createSharedWorkerExecutor("hub-passwords", AT_ONCE);
  }

  /** The same version and cost, another salt and hash: no password is known that fits it. */
  private static String decoy(String hash) {
    return hash.substring(0, hash.length() - 31) + ".".repeat(31);
  }

  boolean hasAccounts() {
    return !byName.isEmpty();
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  static boolean isTooLong(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
  }

  /** Never fails. */
  Future<Result> check(String name, String password) {
    Optional<Account> account = Optional.ofNullable(byName.get(name));
    if (decoys.isEmpty() || isTooLong(password)) {
      return Future.succeededFuture(new Result.Wrong());
    }
    if (underWay >= AT_ONCE + MOST_WAITING) {
      return Future.succeededFuture(new Result.Busy());
    }
    underWay++;
    String hash = account.map(Account::passwordHash).orElseGet(() -> decoyFor(name));
    byte[] given = password.getBytes(StandardCharsets.UTF_8);
    return threads
        .executeBlocking(
            () -> BCrypt.verifyer().verify(given, hash.getBytes(StandardCharsets.UTF_8)).verified,
            false)
        .otherwise(false)
        .map(
            right -> {
              underWay--;
              return right && account.isPresent()
                  ? new Result.Right(account.get())
                  : new Result.Wrong();
            });
  }

  /** Always the same for a name, or its cost would change from try to try. */
  String decoyFor(String name) {
    int index = Math.floorMod(Digest.hex(secret + name).hashCode(), decoys.size());
    return decoys.get(index);
  }
}
