package org.realtimehub.admin.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who calls, and who may begin a session. Owned by one event loop. */
public final class Access {

  /** Failures before a user has to wait at an address, and before all users of an address have. */
  private static final int FREE_TRIES = 4;

  private static final int FREE_TRIES_OF_ADDRESS = 20;

  private final ApiTokens tokens;
  private final PasswordCheck passwords;
  private final Sessions sessions;
  private final Backoff byUser;
  private final Backoff byAddress;
  private final TokenTries tokenTries;

  public Access(Vertx vertx, AccessSettings settings, InstantSource clock) {
    tokens = new ApiTokens(settings.tokens());
    passwords = new PasswordCheck(vertx, settings.accounts());
    sessions = new Sessions(settings.sessionTimeout(), clock);
    byUser = new Backoff(FREE_TRIES, clock);
    byAddress = new Backoff(FREE_TRIES_OF_ADDRESS, clock);
    tokenTries = new TokenTries(clock);
  }

  /** Whether users can sign in with passwords at all. */
  public boolean hasPasswords() {
    return passwords.hasAccounts();
  }

  /** Whether there is such a user: nothing for callers to know. */
  public boolean knows(String user) {
    return passwords.has(user);
  }

  /** The session of an id from a cookie. */
  public Optional<Session> session(@Nullable String id) {
    return sessions.find(id);
  }

  /**
   * @param token that the request presents; where there is one, the session does not matter
   * @param sessionId from its cookie
   */
  public Identity identify(@Nullable String token, @Nullable String sessionId, String address) {
    if (token == null) {
      return sessions
          .find(sessionId)
          .<Identity>map(session -> new Identity.Known(Caller.of(session)))
          .orElseGet(() -> new Identity.Unknown(false));
    }
    String party = Address.party(address);
    Duration wait = tokenTries.wait(party);
    if (!wait.isZero()) {
      return new Identity.Wait(wait);
    }
    Optional<ApiToken> found = tokens.find(token);
    if (found.isEmpty()) {
      tokenTries.wrong(party, token);
    }
    return found
        .<Identity>map(known -> new Identity.Known(Caller.of(known)))
        .orElseGet(() -> new Identity.Unknown(true));
  }

  /** Never fails. */
  public Future<SignInOutcome> signIn(String user, String password, String address) {
    if (PasswordCheck.isTooLong(password)) {
      return Future.succeededFuture(new SignInOutcome.TooLong(PasswordCheck.MAX_BYTES));
    }
    String party = Address.party(address);
    String userThere = user + '\n' + party;
    Duration wait = longer(byUser.wait(userThere), byAddress.wait(party));
    if (!wait.isZero()) {
      return Future.succeededFuture(new SignInOutcome.Wait(wait));
    }
    byUser.tried(userThere);
    byAddress.tried(party);
    return passwords
        .check(user, password)
        .map(
            result -> {
              if (result instanceof PasswordCheck.Result.Right right) {
                byUser.forget(userThere);
                // Not forgotten: who has a password could go on guessing those of others.
                byAddress.undo(party);
                Account account = right.account();
                return open(account.name(), account.role(), account.oneTime());
              }
              if (result instanceof PasswordCheck.Result.Busy) {
                byUser.undo(userThere);
                byAddress.undo(party);
                return new SignInOutcome.Wait(Duration.ofSeconds(1));
              }
              return new SignInOutcome.Wrong();
            });
  }

  /**
   * Signs in whom an identity provider knows. Tries count against the address like those with
   * passwords, and who waits for one waits for the other.
   *
   * @param provider asked unless the address has to wait; does not fail
   */
  public Future<SignInOutcome> signIn(String address, Supplier<Future<Testimony>> provider) {
    String party = Address.party(address);
    Duration wait = byAddress.wait(party);
    if (!wait.isZero()) {
      return Future.succeededFuture(new SignInOutcome.Wait(wait));
    }
    byAddress.tried(party);
    return provider
        .get()
        .map(
            testimony -> {
              if (testimony instanceof Testimony.For known) {
                byAddress.undo(party);
                return open(known.name(), known.role(), false);
              }
              Testimony.Against against = (Testimony.Against) testimony;
              if (against.reason() == Testimony.Reason.UNAVAILABLE) {
                byAddress.undo(party);
              }
              return new SignInOutcome.NotVouched(against);
            });
  }

  private SignInOutcome open(String name, Role role, boolean oneTime) {
    Sessions.Opened opened = sessions.open(name, role, oneTime);
    return new SignInOutcome.SignedIn(opened.id(), opened.session());
  }

  public void signOut(Session session) {
    sessions.end(session);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
