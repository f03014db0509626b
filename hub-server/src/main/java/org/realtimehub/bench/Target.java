package org.realtimehub.bench;

import java.util.List;

/**
 * Where a server is, and how it is asked: ready requests, all ASCII, for many connections alike.
 */
interface Target {

  String host();

  int port();

  /**
   * A request for a stream.
   *
   * @param lastEventId the id after which it shall begin, empty for now
   */
  String subscribe(List<String> topics, List<String> patterns, String lastEventId);

  /**
   * A request that publishes.
   *
   * @param topic in which {@link PublishTemplate#NUMBER} stands for the sequence number
   */
  PublishTemplate publish(String topic, int payloadBytes);
}
