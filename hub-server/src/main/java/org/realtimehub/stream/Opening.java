package org.realtimehub.stream;

import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimehub.access.AccessToken;
import org.realtimehub.connection.Admission;
import org.realtimehub.connection.AdmissionOutcome;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.http.MediaTypes;
import org.realtimehub.http.Refusal;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.update.FrameFormat;

/** Lets newcomers in, first come first served, and makes their connections. */
public final class Opening {

  private static final int RETRY_SECONDS = 5;

  private final Admission admission;
  private final ConnectionSettings settings;
  private final PlaceIds ids;
  private final Map<StreamSettings, StreamSettings> shared = new ConcurrentHashMap<>();
  private volatile boolean draining;

  public Opening(Admission admission, ConnectionSettings settings, PositionTokens tokens) {
    this.admission = admission;
    this.settings = settings;
    this.ids = new PlaceIds(tokens);
  }

  /** From now on newcomers, also those who wait, are sent away. Any thread. */
  public void drain() {
    draining = true;
  }

  /** Whether newcomers are sent away because the node stops. Any thread. */
  public boolean draining() {
    return draining;
  }

  /**
   * Asks for a place; on the newcomer's loop.
   *
   * @param refused is called when there is none, now or within the time one may wait
   * @param admitted is called once the newcomer has its place, on its loop
   */
  public void admit(Newcomer newcomer, Consumer<Refusal> refused, Runnable admitted) {
    if (draining) {
      refused.accept(Turn.stopping());
      return;
    }
    Turn turn = new Turn(newcomer, refused, admitted, () -> draining);
    AdmissionOutcome outcome =
        admission.ask(newcomer.client().address(), tokenIdentity(newcomer), turn::called);
    if (outcome instanceof AdmissionOutcome.Admitted now) {
      newcomer.holds(now.place());
      admitted.run();
    } else if (outcome instanceof AdmissionOutcome.Waiting later) {
      newcomer.holds(later.place());
      turn.waitAtMost(admission.limits().maxWait());
    } else if (outcome instanceof AdmissionOutcome.TooMany many) {
      refused.accept(
          new Refusal(
              429,
              "too-many-connections",
              "Too many connections",
              "too many " + many.limit(),
              Map.of("Retry-After", Integer.toString(RETRY_SECONDS))));
    } else {
      refused.accept(Turn.full());
    }
  }

  private static @Nullable String tokenIdentity(Newcomer newcomer) {
    return newcomer
        .token()
        .map(t -> t.issuer().orElse("") + "\n" + t.id().or(t::subject).orElseGet(() -> content(t)))
        .orElse(null);
  }

  /** Tokens of draft-07 mostly have no name: those that permit the same as long are one. */
  private static String content(AccessToken token) {
    return "#" + Integer.toHexString(Objects.hash(token.grants(), token.expires()));
  }

  /** Opens the connection; the response head has been set, but not written. */
  public void open(Newcomer newcomer, String mediaType, Beginning start) {
    boolean poll = mediaType.equals(MediaTypes.JSON);
    Client client = newcomer.client();
    Connection connection =
        new Connection(
            newcomer.loop(),
            client,
            lifetime(newcomer, poll),
            newcomer.requirePlace(),
            poll ? pollWriter(newcomer) : streamWriter(newcomer, mediaType));
    newcomer.opened(connection);
    // Only a browser's own reader remembers an id that comes without an event; others are told it
    // with the greeting.
    boolean named = (mediaType.equals(MediaTypes.EVENT_STREAM) || client.hello()) && !start.known();
    connection.open(start, named ? ids.of(start.after()) : null);
  }

  private Connection.WriterFactory streamWriter(Newcomer newcomer, String mediaType) {
    FrameFormat format =
        (mediaType.equals(MediaTypes.NDJSON) ? FrameFormat.NDJSON : FrameFormat.SSE)
            .shaped(newcomer.client().shape());
    StreamSettings stream =
        shared.computeIfAbsent(
            settings.stream().with(format, newcomer.client().hello()), same -> same);
    HttpServerRequest request = newcomer.request();
    return connection ->
        new StreamWriter(connection, newcomer.loop(), answer(request, connection), stream, ids);
  }

  private Answer answer(HttpServerRequest request, Connection connection) {
    return settings.directWrites() && DirectAnswer.suits(request)
        ? DirectAnswer.of(request, connection)
        : new ResponseAnswer(request, connection);
  }

  private Connection.WriterFactory pollWriter(Newcomer newcomer) {
    HttpServerRequest request = newcomer.request();
    PollSettings poll =
        new PollSettings(
            settings.pollUpdates(),
            settings.stream().bufferBytes(),
            FrameFormat.NDJSON.shaped(newcomer.client().shape()));
    return connection ->
        new PollWriter(
            connection, newcomer.loop(), new ResponseAnswer(request, connection), poll, ids);
  }

  private Lifetime lifetime(Newcomer newcomer, boolean poll) {
    long now = System.currentTimeMillis();
    long expiresAt =
        newcomer
            .token()
            .flatMap(AccessToken::expires)
            .map(Instant::toEpochMilli)
            .orElse(Lifetime.NEVER);
    if (poll) {
      long endsAt = now + settings.pollTimeout().toMillis();
      return new Lifetime(
          expiresAt, endsAt, CloseReason.COMPLETED, settings.pollTimeout().toMillis());
    }
    return new Lifetime(
        expiresAt, endsAt(now), CloseReason.OVER_AGE, settings.stream().heartbeatMillis());
  }

  /** Spread, so that connections that opened together do not return together. */
  private long endsAt(long now) {
    long maxAge = settings.maxAge().toMillis();
    if (maxAge == 0) {
      return Lifetime.NEVER;
    }
    double jitter = settings.maxAgeJitter() * ThreadLocalRandom.current().nextDouble();
    return now + Math.max(1, Math.round(maxAge * (1 - jitter)));
  }
}
