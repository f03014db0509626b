package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.realtimehub.blackbox.Leaver.Way;
import org.realtimehub.config.Transport;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.ConnectionCounts;
import org.slf4j.LoggerFactory;

/**
 * What depends on how sockets are driven, on each transport. Only io_uring may be missing, which
 * containers forbid.
 */
class TransportTest {

  private static final String TOPIC = "https://example.com/books/1";
  private static final int LARGE = 1 << 20;

  /** Whose log tells which transport was taken. */
  private static final Logger CHOICE =
      (Logger) LoggerFactory.getLogger("org.realtimehub.main.Transports");

  private static TestHub start(Transport transport, String... settings) {
    if (transport == Transport.IO_URING) {
      io.vertx.core.transport.Transport wanted = io.vertx.core.transport.Transport.IO_URING;
      assertThat(wanted).as("io_uring on the class path").isNotNull();
      assumeThat(wanted.available())
          .as("this machine does not permit io_uring: %s", wanted.unavailabilityCause())
          .isTrue();
    }
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    CHOICE.setLevel(Level.DEBUG);
    CHOICE.addAppender(log);
    try {
      String name = transport.name().toLowerCase(Locale.ROOT);
      TestHub hub =
          TestHub.start(
              Stream.concat(Stream.of("http.transport=" + name), Stream.of(settings))
                  .toArray(String[]::new));
      assertThat(log.list.get(log.list.size() - 1).getKeyValuePairs())
          .as("the transport in use")
          .anyMatch(pair -> pair.key.equals("transport") && pair.value.equals(name));
      return hub;
    } finally {
      CHOICE.detachAppender(log);
      CHOICE.setLevel(null);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void updates_smallAndLarge_arriveInBothVersionsOfHttp(Transport transport) {
    String large = "x".repeat(LARGE);
    try (TestHub hub = start(transport, "publish.max-body=2MiB");
        EventStream stream = hub.subscribe("match", TOPIC);
        Http2Client client = new Http2Client(hub)) {
      Queue<String> text = new ConcurrentLinkedQueue<>();
      HttpClientRequest request = client.subscription(client.connect(), null, "match", TOPIC);
      request.response().onSuccess(response -> response.handler(chunk -> text.add(chunk + "")));
      Http2Client.await(request.end());
      Http2Client.await(request.response());
      for (String data : List.of("small", large, "small again")) {
        String id = hub.publish("topic", TOPIC, "data", data);
        assertThat(stream.next())
            .returns(id, event -> event.getLastEventId())
            .returns(data, event -> event.getData());
      }
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(() -> String.join("", text).contains("data: small again\n"));
      assertThat(String.join("", text)).contains("data: " + large + "\n");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void connectionsThatEnd_inOrderOrByReset_areToldApart_andLeaveNothingBehind(Transport transport) {
    try (TestHub hub = start(transport)) {
      List<Leaver> leavers =
          Stream.of(Way.CLOSE, Way.RESET, Way.CLOSE, Way.RESET).map(Leaver::new).toList();
      leavers.forEach(leaver -> leaver.come(hub, null, "match", TOPIC));
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 4);
      leavers.forEach(Leaver::leave);
      hub.awaitNothingLeft();
      leavers.forEach(Leaver::free);
      ConnectionCounts counts = hub.node().view().connections().counts();
      assertThat(counts.totalClosed(CloseReason.CLIENT_CLOSED)).isEqualTo(2);
      assertThat(counts.totalClosed(CloseReason.RESET)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void readerThatStalls_getsEverythingWhenItReadsOn_andOthersDoNotWait(Transport transport) {
    try (TestHub hub = start(transport, "http.write-buffer=64KiB");
        EventStream other = hub.subscribe("match", TOPIC);
        SlowReader reader = SlowReader.subscribe(hub, null, "match", TOPIC)) {
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 2);
      List<String> ids = StalledReaderTest.publishUntilStalled(hub, 1);
      for (String id : ids) {
        assertThat(other.next(Duration.ofSeconds(2)).getLastEventId()).isEqualTo(id);
      }
      reader.readUntil(text -> text.contains(ids.get(ids.size() - 1) + "\n"));
      assertThat(reader.ids()).isEqualTo(ids);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void readerThatReadsNoMore_isClosedAsStalled_withItsSocket(Transport transport) {
    try (TestHub hub =
            start(
                transport, "http.write-buffer=64KiB", "sweep.every=1s", "sweep.stalled-after=2s");
        SlowReader reader = SlowReader.subscribe(hub, null, "match", TOPIC)) {
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
      StalledReaderTest.publishUntilStalled(hub, 1);
      hub.awaitNothingLeft();
      assertThat(hub.node().view().connections().counts().totalClosed(CloseReason.STALLED))
          .isEqualTo(1);
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(() -> !StalledReaderTest.established(reader.localPort()));
    }
  }

  /** Only a connection that is written to directly is closed when its stream ends. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void plainHttp1_isWrittenToDirectly(Transport transport) {
    try (TestHub hub = start(transport, "http.direct-writes=true");
        RawConnection raw = RawConnection.to(hub).subscribe(hub, "match", TOPIC)) {
      raw.readUntil("\n\n\r\n");
      String id = hub.publish("topic", TOPIC, "data", "direct");
      raw.readUntil("id: " + id + "\ndata: direct\n\n\r\n");
      hub.node().view().connections().all().forEach(c -> c.close(CloseReason.KICKED));
      assertThat(raw.readToEnd()).endsWith("\r\n0\r\n\r\n");
      hub.awaitNothingLeft();
    }
  }

  /**
   * The deadline of a first request stands on the listening channel, which each transport makes.
   */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void connectionWithoutARequest_isClosed(Transport transport) {
    try (TestHub hub = start(transport, "http.request-timeout=1s");
        RawConnection silent = RawConnection.to(hub)) {
      assertThat(silent.readToEnd()).isEmpty();
    }
  }
}
