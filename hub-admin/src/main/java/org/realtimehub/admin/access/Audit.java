package org.realtimehub.admin.access;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what through this node: in the log under a name of its own, and the last of it in memory.
 * Never passwords, tokens or what is published. Owned by one event loop.
 */
public final class Audit {

  public static final int REMEMBERED = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger("hub.audit");
  private static final int LONGEST_TEXT = 1_024;

  private final InstantSource clock;
  private final Deque<AuditEntry> last = new ArrayDeque<>();

  public Audit(InstantSource clock) {
    this.clock = clock;
  }

  public void record(String who, String address, String action, String target, String result) {
    AuditEntry entry =
        new AuditEntry(clock.instant(), line(who), address, action, line(target), line(result));
    if (last.size() == REMEMBERED) {
      last.removeLast();
    }
    last.addFirst(entry);
    LOG.atInfo()
        .addKeyValue("who", entry.who())
        .addKeyValue("address", entry.address())
        .addKeyValue("action", entry.action())
        .addKeyValue("target", entry.target())
        .addKeyValue("result", entry.result())
        .log("audit");
  }

  /** Newest first. */
  public List<AuditEntry> last() {
    return new ArrayList<>(last);
  }

  /** Callers choose some of it: it must not forge lines of the log, nor fill it. */
  private static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_TEXT)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c));
    return line.toString();
  }
}
