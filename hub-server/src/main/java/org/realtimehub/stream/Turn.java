package org.realtimehub.stream;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimehub.http.Refusal;
import org.realtimehub.timing.Timeout;

/**
 * A newcomer's wait for a place: it is called in, or sent away when the wait was too long or the
 * node shuts down. Owned by the newcomer's loop.
 */
final class Turn {

  private static final int RETRY_SECONDS = 5;

  private final Newcomer newcomer;
  private final Consumer<Refusal> refused;
  private final Runnable admitted;
  private final BooleanSupplier draining;
  private @Nullable Timeout limit;
  private boolean over;

  Turn(Newcomer newcomer, Consumer<Refusal> refused, Runnable admitted, BooleanSupplier draining) {
    this.newcomer = newcomer;
    this.refused = refused;
    this.admitted = admitted;
    this.draining = draining;
  }

  /** There is no place, nor one in the queue. */
  static Refusal full() {
    return Refusal.unavailable("the hub is full", RETRY_SECONDS);
  }

  /** Another node may have a place, now. */
  static Refusal stopping() {
    return Refusal.unavailable("this node is shutting down", 1);
  }

  void waitAtMost(Duration time) {
    limit =
        newcomer
            .loop()
            .wheel()
            .schedule(System.currentTimeMillis() + time.toMillis(), () -> end(full()));
    newcomer.whenGone(this::leave);
  }

  /** Its place is free. On the thread that freed it. */
  void called() {
    newcomer.loop().context().runOnContext(v -> enter());
  }

  private void enter() {
    if (over || newcomer.gone()) {
      leave();
      newcomer.giveUp();
    } else if (draining.getAsBoolean()) {
      end(stopping());
    } else {
      leave();
      admitted.run();
    }
  }

  private void end(Refusal refusal) {
    if (!over) {
      leave();
      newcomer.giveUp();
      refused.accept(refusal);
    }
  }

  private void leave() {
    over = true;
    if (limit != null) {
      limit.cancel();
    }
  }
}
