package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.ErrorStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.HttpConnectStrategy;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.StreamEvent;
import com.launchdarkly.eventsource.StreamException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber whose parser is not ours (okhttp-eventsource). It does not reconnect: the test does.
 */
final class EventStream implements AutoCloseable {

  private final EventSource source;
  private final BlockingQueue<MessageEvent> events = new LinkedBlockingQueue<>();
  private final Thread reader;
  private volatile boolean open;
  private volatile boolean ended;
  private volatile @Nullable String lastId;

  private EventStream(URI url, String... headers) {
    HttpConnectStrategy http = ConnectStrategy.http(url);
    for (int i = 0; i < headers.length; i += 2) {
      http = http.header(headers[i], headers[i + 1]);
    }
    ConnectStrategy strategy = http.readTimeout(5, TimeUnit.MINUTES);
    source = new EventSource.Builder(strategy).errorStrategy(ErrorStrategy.alwaysThrow()).build();
    reader = new Thread(this::read, "event-stream");
    reader.setDaemon(true);
  }

  /** Opens a stream and waits until its head has come. */
  static EventStream open(URI url, String... headers) {
    EventStream stream = new EventStream(url, headers);
    stream.reader.start();
    Awaitility.await().atMost(TestHub.PATIENCE).until(() -> stream.open || stream.ended);
    assertThat(stream.ended && !stream.open).as("refused").isFalse();
    return stream;
  }

  private void read() {
    try {
      source.start();
      open = true;
      while (true) {
        StreamEvent event = source.readAnyEvent();
        if (event instanceof MessageEvent message) {
          lastId = message.getLastEventId();
          events.add(message);
        }
      }
    } catch (StreamException e) {
      ended = true;
    }
  }

  /** The next event; fails the test when none comes. */
  MessageEvent next() {
    return next(TestHub.PATIENCE);
  }

  MessageEvent next(Duration patience) {
    try {
      MessageEvent event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(event).as("an event within " + patience).isNotNull();
      return java.util.Objects.requireNonNull(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The data of the next events. */
  List<String> nextData(int count) {
    List<String> data = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      data.add(next().getData());
    }
    return data;
  }

  /** Events that came and were not taken. To show that nothing came, publish a marker first. */
  int waiting() {
    return events.size();
  }

  @Nullable String lastId() {
    return lastId;
  }

  /** Whether the server ended the stream. */
  boolean ended() {
    return ended;
  }

  void awaitEnd() {
    Awaitility.await().atMost(TestHub.PATIENCE).until(() -> ended);
  }

  @Override
  public void close() {
    source.close();
  }
}
