package org.realtimehub.connection;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.realtimehub.timing.NextTurn;

/**
 * Long work of one event loop, done for a short time in each of its turns, so that the sockets are
 * looked after between. There is one slice in a turn, however many works there are: they take
 * turns.
 *
 * <p>Owned by the loop, but for {@link #run}.
 */
public final class Slices {

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int CHEAP_STEPS_BETWEEN_CLOCKS = 16;

  /** What a step of a work was. */
  public enum Step {
    /** A look at something in memory. */
    CHEAP,
    /** What may have taken long: the clock is looked at before the next one. */
    DEAR,
    /** There is nothing left to do. */
    LAST
  }

  /** Something that is done step by step. What it throws ends it. */
  @FunctionalInterface
  public interface Work {
    Step step();
  }

  /** A work under way. */
  private static final class Task {

    private final Work work;
    private final Runnable over;
    private final Promise<?> done;

    Task(Work work, Runnable over, Promise<?> done) {
      this.work = work;
      this.over = over;
      this.done = done;
    }

    /** Returns whether nothing is left to do. */
    boolean goOn(long end) {
      try {
        Step step = work.step();
        for (int cheap = 1; step != Step.LAST; cheap++, step = work.step()) {
          boolean look = step == Step.DEAR || cheap % CHEAP_STEPS_BETWEEN_CLOCKS == 0;
          if (look && System.nanoTime() - end >= 0) {
            return false;
          }
        }
        over.run();
      } catch (RuntimeException e) {
        done.tryFail(e);
      }
      return true;
    }
  }

  private final Context context;
  private final Deque<Task> tasks = new ArrayDeque<>();

  public Slices(Context context) {
    this.context = context;
  }

  /**
   * Does a work, from the loop's next turn on; any thread.
   *
   * @param result is asked for on the loop, when the work is done
   * @return completes on the loop; fails with what the work throws
   */
  public <T> Future<T> run(Work work, Supplier<T> result) {
    Promise<T> done = Promise.promise();
    Task task = new Task(work, () -> done.complete(result.get()), done);
    context.runOnContext(
        v -> {
          tasks.add(task);
          if (tasks.size() == 1) {
            NextTurn.run(context, this::slice);
          }
        });
    return done.future();
  }

  private void slice() {
    long end = System.nanoTime() + SLICE_NANOS;
    // A task stays in the line while it works, so that who comes meanwhile does not begin another.
    do {
      Task task = tasks.element();
      boolean done = task.goOn(end);
      tasks.remove();
      if (!done) {
        tasks.add(task);
      }
    } while (!tasks.isEmpty() && System.nanoTime() - end < 0);
    if (!tasks.isEmpty()) {
      NextTurn.run(context, this::slice);
    }
  }
}
