package org.realtimehub.log.hazelcast;

import com.hazelcast.core.HazelcastException;

/** Nothing was appended because too few members would hold it. */
final class TooFewCopiesException extends HazelcastException {

  TooFewCopiesException(int copies) {
    super("fewer than " + copies + " nodes hold the log");
  }
}
