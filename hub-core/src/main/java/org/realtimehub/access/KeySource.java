package org.realtimehub.access;

import io.vertx.core.Future;
import java.util.List;

/**
 * The keys that one issuer, or one role, signs with. Every method may be called by any thread and
 * returns at once.
 */
public interface KeySource {

  /**
   * The keys trusted now. The list is immutable; as long as the keys are the same, so should be the
   * instance, because what was verified with a list is forgotten when another list takes its place.
   */
  List<VerificationKey> current();

  /** Whether the keys were had at least once; until then {@link #current()} is empty. */
  boolean ready();

  /**
   * Asks for newer keys, because a token names one that is not known. The future ends when {@link
   * #current()} is as new as it will get by this call: at once for keys that never change and when
   * the source was asked too recently. It may be completed on any thread.
   */
  Future<Void> refresh();
}
