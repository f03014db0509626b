package org.realtimehub.bench;

import java.util.List;

/** The {@link BareServer}: one topic per stream, no patterns, nothing to resume from. */
record BareTarget(String host, int port) implements Target {

  @Override
  public String subscribe(List<String> topics, List<String> patterns, String lastEventId) {
    return "GET /sub?topic="
        + topics.get(0)
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\nAccept: text/event-stream\r\n\r\n";
  }

  @Override
  public PublishTemplate publish(String topic, int payloadBytes) {
    String payload = Mark.payload(payloadBytes);
    return PublishTemplate.of(
        "POST /pub?topic=" + topic + " HTTP/1.1\r\nHost: " + host + "\r\n", payload, payload);
  }
}
