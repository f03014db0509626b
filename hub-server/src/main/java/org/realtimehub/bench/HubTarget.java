package org.realtimehub.bench;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A hub that speaks the Mercure protocol. */
record HubTarget(URI url, String token) implements Target {

  @Override
  public String host() {
    return url.getHost();
  }

  @Override
  public int port() {
    return url.getPort() < 0 ? 80 : url.getPort();
  }

  @Override
  public String subscribe(List<String> topics, List<String> patterns, String lastEventId) {
    List<String> query = new ArrayList<>();
    topics.forEach(topic -> query.add("match=" + encode(topic)));
    patterns.forEach(pattern -> query.add("match_urlpattern=" + encode(pattern)));
    String resume = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
    return head("GET", path() + "?" + String.join("&", query))
        + "Accept: text/event-stream\r\n"
        + resume
        + "\r\n";
  }

  @Override
  public PublishTemplate publish(String topic, int payloadBytes) {
    String payload = Mark.payload(payloadBytes);
    return PublishTemplate.of(
        head("POST", path()) + "Content-Type: application/x-www-form-urlencoded\r\n",
        "topic=" + encode(topic) + "&data=" + payload,
        payload);
  }

  private String path() {
    return url.getRawPath().isEmpty() ? "/" : url.getRawPath();
  }

  private String head(String method, String target) {
    String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: "
        + url.getRawAuthority()
        + "\r\n"
        + authorization;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
