package org.realtimehub.update;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An update with its place in the log, and its wire forms, which are made once per node on first
 * use and shared by all subscribers.
 *
 * <p>Thread-safe: a form may be made twice by two loops that race, both results are equal and never
 * change.
 */
public final class LoggedUpdate {

  private final long offset;
  private final Update update;
  private final boolean placeholder;
  private @Nullable Frame @Nullable [] frames;

  public LoggedUpdate(long offset, Update update) {
    this(offset, update, false);
  }

  private LoggedUpdate(long offset, Update update, boolean placeholder) {
    this.offset = offset;
    this.update = update;
    this.placeholder = placeholder;
  }

  public long offset() {
    return offset;
  }

  public Update update() {
    return update;
  }

  /** Whether a subscriber that comes later may still get it. */
  public boolean replayable(long nowMillis) {
    Handling handling = update.handling();
    return !handling.ephemeral() && (handling.expiresAt() == 0 || nowMillis < handling.expiresAt());
  }

  /** The bytes of this update in a format, made on first use. */
  public Frame frame(FrameFormat format) {
    FrameFormat effective = format.commonFor(update);
    @Nullable Frame[] made = frames;
    if (made == null) {
      made = new Frame[FrameFormat.COUNT];
      frames = made;
    }
    Frame frame = made[effective.slot()];
    if (frame == null) {
      frame = effective.encode(update, update.topics());
      made[effective.slot()] = frame;
    }
    return frame;
  }

  /**
   * The same for one who may know of some of the topics only: made each time.
   *
   * @param topics those that are told, where any are
   */
  public Frame frame(FrameFormat format, List<String> topics) {
    return topics.size() == update.topics().size() ? frame(format) : format.encode(update, topics);
  }

  /** What is kept: the update itself, or only its place when it is ephemeral. */
  public LoggedUpdate retained() {
    return update.handling().ephemeral() && !placeholder
        ? new LoggedUpdate(offset, update.blank(), true)
        : this;
  }

  /** Whether this stands for an update whose content was not kept: there is nothing to deliver. */
  public boolean placeholder() {
    return placeholder;
  }

  @Override
  public String toString() {
    return offset + ":" + update.id();
  }
}
