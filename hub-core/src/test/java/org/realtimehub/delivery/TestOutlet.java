package org.realtimehub.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.realtimehub.update.LoggedUpdate;

/** A subscriber that takes what its script lets it take. Owned by the loop. */
final class TestOutlet implements Outlet {

  final List<LoggedUpdate> taken = new ArrayList<>();
  final List<RuntimeException> failures = new ArrayList<>();
  int gaps;

  /** How many it had taken each time it was live. */
  final List<Integer> takenWhenLive = new ArrayList<>();

  /** Asked before each update; false refuses it. */
  Predicate<LoggedUpdate> script = update -> true;

  @Override
  public boolean offer(LoggedUpdate update) {
    if (!script.test(update)) {
      return false;
    }
    taken.add(update);
    return true;
  }

  @Override
  public void gap() {
    gaps++;
  }

  @Override
  public void live() {
    takenWhenLive.add(taken.size());
  }

  List<Long> offsets() {
    return taken.stream().map(LoggedUpdate::offset).toList();
  }

  @Override
  public void failed(RuntimeException cause) {
    failures.add(cause);
  }
}
