package org.realtimehub.admin.api;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.realtimehub.admin.access.Access;
import org.realtimehub.admin.access.SignInOutcome;
import org.realtimehub.admin.access.Testimony;
import org.realtimehub.admin.oidc.OidcSignIn;

/**
 * Signing in with an OpenID provider. A browser is led there and back, so whatever becomes of it,
 * it ends at the console, whose address the configuration tells, and no request.
 */
public final class OidcOperations {

  private final Access access;
  private final Guard guard;
  private final Optional<OidcSignIn> configured;

  public OidcOperations(Access access, Guard guard, Optional<OidcSignIn> oidc) {
    this.access = access;
    this.guard = guard;
    this.configured = oidc;
  }

  public void register(Operations operations) {
    operations.on("beginOidcSignIn", this::begin).on("endOidcSignIn", this::end);
  }

  private Future<Answer> begin(Call call) throws Refused {
    OidcSignIn oidc = oidc();
    SameOrigin.check(call.request().request());
    return oidc.depart()
        .map(
            departure -> {
              if (departure.isEmpty()) {
                return new Answer.Redirect(
                    oidc.console(Optional.of(Testimony.Reason.UNAVAILABLE.label())));
              }
              call.request()
                  .response()
                  .addCookie(
                      cookie(oidc, departure.get().cookie()).setMaxAge(oidc.cookieSeconds()));
              return new Answer.Redirect(departure.get().url());
            });
  }

  private Future<Answer> end(Call call) throws Refused {
    OidcSignIn oidc = oidc();
    Cookie cookie = call.request().request().getCookie(oidc.cookieName());
    OidcSignIn.Return back =
        new OidcSignIn.Return(
            cookie == null ? null : cookie.getValue(),
            call.text("state"),
            call.text("code"),
            call.text("error"),
            call.text("iss"));
    call.isNoted();
    call.calledBy("(unknown user)");
    return access
        .signIn(
            call.address(), () -> oidc.comeBack(back).onSuccess(testimony -> note(call, testimony)))
        .map(outcome -> answer(call, oidc, outcome));
  }

  private static void note(Call call, Testimony testimony) {
    if (testimony instanceof Testimony.For known) {
      call.calledBy(known.name());
      call.concerns("sub " + known.subject());
    } else if (testimony instanceof Testimony.Against against && !against.name().isEmpty()) {
      call.calledBy(against.name());
    }
  }

  private Answer answer(Call call, OidcSignIn oidc, SignInOutcome outcome) {
    HttpServerResponse response = call.request().response();
    response.addCookie(cookie(oidc, "").setMaxAge(0));
    if (outcome instanceof SignInOutcome.SignedIn signedIn) {
      guard.session(call.request()).ifPresent(access::signOut);
      response.addCookie(SessionOperations.cookie(call, signedIn.id()));
      return new Answer.Redirect(oidc.console(Optional.empty()));
    }
    if (outcome instanceof SignInOutcome.NotVouched not) {
      call.resulted("refused: " + not.testimony().detail());
      return new Answer.Redirect(oidc.console(Optional.of(not.testimony().reason().label())));
    }
    call.resulted("refused: too many tries to sign in have failed");
    return new Answer.Redirect(oidc.console(Optional.of("too-many")));
  }

  /** Lax, since it has to come back from the provider's site. */
  private static Cookie cookie(OidcSignIn oidc, String value) {
    return Cookie.cookie(oidc.cookieName(), value)
        .setPath("/")
        .setSecure(true)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX);
  }

  private OidcSignIn oidc() throws Refused {
    return configured.orElseThrow(
        () -> Refused.notFound("no OpenID provider is configured on this node"));
  }
}
