package org.realtimehub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.blackbox.TestTokens;

/** Every node knows who is subscribed at all nodes, and so does who follows the events. */
final class AttendanceIT {

  private static final String TOPIC = "https://example.com/attendance";
  private static final String EVENTS =
      "/.well-known/mercure/subscriptions/exact/" + encoded(TOPIC) + "/:subscriber";
  private static final int EACH = 20;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Attendee> attendees = new ArrayList<>();
  private final Nodes nodes =
      new Nodes(
          "attendance",
          Nodes.local(3),
          "log.type=hazelcast",
          "cluster.minimum-size=2",
          "cluster.member-timeout=3s",
          "connections.drain=1s");

  @AfterEach
  void close() {
    attendees.forEach(Attendee::close);
    nodes.close();
  }

  @Test
  void whateverHappensToNodes_theOthersKnowWhoIsLeft() throws Exception {
    nodes.start();
    attend(0, 1, 2);
    awaitAgreement("all are there", 0, 1, 2);
    assertThat(present()).hasSize(3 * EACH);

    nodes.get(2).kill();
    awaitGone(EACH);
    awaitAgreement("one died", 0, 1);
    nodes.restart(2);
    awaitAgreement("one is new", 0, 1, 2);
    attend(2);

    nodes.get(1).pause();
    Faults.pass(6_000);
    awaitListed("one is out of reach", 0, 2 * EACH);
    nodes.get(1).resume();
    nodes.awaitReady();
    awaitAgreement("it is back", 0, 1, 2);

    nodes.get(0).stop();
    awaitGone(2 * EACH);
    awaitAgreement("one left", 1, 2);
    System.out.println("attendance: in the end " + present().size() + " of " + attendees.size());
  }

  private void attend(int... at) {
    for (int node : at) {
      for (int i = 0; i < EACH; i++) {
        attendees.add(Attendee.at(nodes.get(node).url(), TOPIC));
      }
    }
  }

  private Set<String> present() {
    return attendees.stream()
        .filter(attendee -> !attendee.gone())
        .map(Attendee::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void awaitGone(int atLeast) {
    Awaitility.await()
        .atMost(NodeProcess.PATIENCE)
        .until(() -> attendees.stream().filter(Attendee::gone).count() >= atLeast);
  }

  private void awaitListed(String description, int node, int count) {
    Awaitility.await(description)
        .atMost(NodeProcess.PATIENCE)
        .until(() -> listed(nodes.get(node).url()).size() == count);
  }

  /** What the nodes answer, and what the events say, is who is still connected. */
  private void awaitAgreement(String description, int... among) {
    Awaitility.await()
        .atMost(NodeProcess.PATIENCE)
        .untilAsserted(
            () -> {
              for (int node : among) {
                URI hub = nodes.get(node).url();
                assertThat(listed(hub)).as(description + ", node " + node).isEqualTo(present());
                assertThat(watched(hub)).as(description + ", events").isEqualTo(present());
              }
            });
  }

  private Set<String> listed(URI hub) {
    JsonObject all = get(hub.resolve("/.well-known/mercure/subscriptions"));
    Set<String> listed = new TreeSet<>();
    if (all.containsKey("subscriptions")) {
      all.getJsonArray("subscriptions")
          .forEach(one -> listed.add(((JsonObject) one).getString("subscriber")));
    } else {
      listed.add(all.encode());
    }
    return listed;
  }

  /** What somebody believes who follows the events from the oldest on. */
  private Set<String> watched(URI hub) {
    Set<String> watched = new TreeSet<>();
    String last = "earliest";
    boolean more = true;
    while (more) {
      JsonObject page =
          get(
              URI.create(
                  hub
                      + "/history?match_urlpattern="
                      + encoded(EVENTS)
                      + "&last_event_id="
                      + encoded(last)));
      if (!page.containsKey("updates")) {
        return Set.of(page.encode());
      }
      page.getJsonArray("updates").forEach(update -> follow((JsonObject) update, watched));
      last = page.getString("last_event_id");
      more = page.getBoolean("more");
    }
    return watched;
  }

  private static void follow(JsonObject update, Set<String> watched) {
    JsonObject event = new JsonObject(update.getString("data"));
    if (event.getBoolean("active")) {
      watched.add(event.getString("subscriber"));
    } else {
      watched.remove(event.getString("subscriber"));
    }
  }

  private JsonObject get(URI uri) {
    try {
      return new JsonObject(
          client
              .send(
                  HttpRequest.newBuilder(uri)
                      .header("Authorization", "Bearer " + TestTokens.everything())
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
