package org.realtimehub.admin.oidc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.access.Role;
import org.realtimehub.admin.access.Testimony;
import org.realtimehub.admin.access.Testimony.Reason;

/** Signing in with an OpenID provider: out to it, and back. Owned by one event loop. */
public final class OidcSignIn {

  private static final long PATIENCE_SECONDS = 20;

  /** More exchanges than these at a time are turned away. */
  private static final int MOST_UNDER_WAY = 32;

  private final OidcSettings settings;
  private final InstantSource clock;
  private final Provider provider;
  private final Roles roles;
  private final UsedStates used = new UsedStates();
  private int underWay;

  public OidcSignIn(Vertx vertx, OidcSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    provider = new Provider(vertx, settings, clock);
    roles = new Roles(settings.mapping());
  }

  /**
   * A browser that goes to the provider.
   *
   * @param url where it goes
   * @param cookie with which it comes back
   */
  public record Departure(String url, String cookie) {

    @Override
    public String toString() {
      return "Departure[]";
    }
  }

  /**
   * A browser that has come back, with what its request says.
   *
   * @param issuer RFC 9207
   */
  public record Return(
      @Nullable String cookie,
      Optional<String> state,
      Optional<String> code,
      Optional<String> error,
      Optional<String> issuer) {

    @Override
    public String toString() {
      return "Return[]";
    }
  }

  /** Looks for the provider, for as long as it takes. */
  public void start() {
    provider.reached();
  }

  public void close() {
    provider.close();
  }

  /** Empty when the provider cannot be reached. Never fails. */
  public Future<Optional<Departure>> depart() {
    return provider
        .reached()
        .map(
            reached -> {
              if (!reached) {
                return Optional.empty();
              }
              Attempt attempt = Attempt.begin(clock.instant());
              return Optional.of(
                  new Departure(provider.authorizationUrl(attempt), attempt.cookie()));
            });
  }

  /** Never fails. */
  public Future<Testimony> comeBack(Return back) {
    Instant now = clock.instant();
    Optional<Attempt> attempt =
        Attempt.underWay(back.cookie(), now)
            .filter(a -> back.state().filter(state -> same(state, a.state())).isPresent());
    if (attempt.isEmpty()) {
      return now(Reason.STALE, "no sign-in of this browser is under way with this state");
    }
    if (!used.use(attempt.get(), now)) {
      return now(Reason.STALE, "this sign-in has come back before");
    }
    if (back.error().isPresent()) {
      return Future.succeededFuture(refusal(back.error().get()));
    }
    if (back.code().isEmpty()) {
      return now(Reason.INVALID, "the provider gave no code");
    }
    return provider
        .reached()
        .compose(
            reached ->
                reached
                    ? exchange(attempt.get(), back)
                    : now(Reason.UNAVAILABLE, "the provider cannot be reached"));
  }

  private static Testimony refusal(String error) {
    String told = "the provider answered " + Answers.error(error).orElse("with an error");
    return switch (error) {
      case "access_denied" -> Testimony.against(Reason.DENIED, told);
      case "server_error", "temporarily_unavailable" -> Testimony.against(Reason.UNAVAILABLE, told);
      default -> Testimony.against(Reason.INVALID, told);
    };
  }

  private Future<Testimony> exchange(Attempt attempt, Return back) {
    if (!back.issuer().map(provider::isCalled).orElse(true)) {
      return now(Reason.INVALID, "another provider answered");
    }
    if (underWay >= MOST_UNDER_WAY) {
      return now(Reason.UNAVAILABLE, "too many sign-ins are under way");
    }
    underWay++;
    return provider
        .person(back.code().orElseThrow(), attempt, roles)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .map(this::testimony)
        .otherwise(OidcSignIn::failure)
        .onComplete(done -> underWay--);
  }

  private Testimony testimony(Person person) {
    String name = roles.nameOf(person.claims(), person.subject());
    Optional<Role> role = roles.of(person.claims());
    return role.<Testimony>map(r -> new Testimony.For(name, person.subject(), r))
        .orElseGet(
            () ->
                new Testimony.Against(
                    Reason.NO_ROLE, name, "the provider gives this user no role of this hub"));
  }

  private static Testimony failure(Throwable cause) {
    boolean answered =
        cause instanceof UntrustworthyException || Answers.refusal(cause).isPresent();
    return Testimony.against(
        answered ? Reason.INVALID : Reason.UNAVAILABLE,
        "the provider's answer cannot be used: " + Answers.reason(cause));
  }

  /**
   * The page of the console that tells what became of it, and nothing else.
   *
   * @param problem one of a fixed set of words
   */
  public String console(Optional<String> problem) {
    return settings.console() + problem.map(word -> "#/?sign-in=" + word).orElse("");
  }

  /** The name that makes browsers refuse the cookie from other hosts, where they can. */
  public String cookieName() {
    return settings.isHttps() ? "__Host-hub-admin-oidc" : "hub-admin-oidc";
  }

  /** After which the cookie of a departure is of no use. */
  public long cookieSeconds() {
    return Attempt.LIFETIME.toSeconds();
  }

  private static Future<Testimony> now(Reason reason, String detail) {
    return Future.succeededFuture(Testimony.against(reason, detail));
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
