package org.realtimehub.log.hazelcast;

import com.hazelcast.spi.exception.RetryableHazelcastException;

/** A backup of the log missed something; it waits for a new copy. */
final class BehindException extends RetryableHazelcastException {

  BehindException() {
    super("this backup of the log is not where its owner is");
  }
}
