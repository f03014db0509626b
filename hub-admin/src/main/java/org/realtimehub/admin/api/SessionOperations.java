package org.realtimehub.admin.api;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.realtimehub.admin.access.Access;
import org.realtimehub.admin.access.Caller;
import org.realtimehub.admin.access.Permission;
import org.realtimehub.admin.access.SignInOutcome;

/** Signing in and out. */
public final class SessionOperations {

  private final Access access;
  private final About about;
  private final Guard guard;

  public SessionOperations(Access access, About about, Guard guard) {
    this.access = access;
    this.about = about;
    this.guard = guard;
  }

  public void register(Operations operations) {
    operations
        .on("getSession", call -> Answer.ok(session(call.caller())).now())
        .on("signIn", this::signIn)
        .on("signOut", this::signOut);
  }

  private JsonObject session(Caller caller) {
    JsonArray permissions = new JsonArray();
    caller.permissions().stream().sorted().map(Permission::label).forEach(permissions::add);
    JsonObject session =
        new JsonObject()
            .put("name", caller.name())
            .put("permissions", permissions)
            .put("node", about.node())
            .put("hub", about.hub())
            .put("version", about.version())
            .put("public_url", about.publicUrl());
    caller.role().ifPresent(role -> session.put("role", role.label()));
    caller
        .session()
        .ifPresent(
            known -> {
              session.put("csrf", known.csrf());
              if (known.oneTime()) {
                session.put("one_time_password", true);
              }
            });
    return session;
  }

  private Future<Answer> signIn(Call call) throws Refused {
    SameOrigin.check(call.request().request());
    String user = call.body().getString("user");
    // Not every name: somebody may have typed a password there.
    call.calledBy(access.knows(user) ? user : "(unknown user)");
    return access
        .signIn(user, call.body().getString("password"), call.address())
        .compose(
            outcome -> {
              if (outcome instanceof SignInOutcome.SignedIn signedIn) {
                return begin(call, signedIn).now();
              }
              return Future.failedFuture(refusal(outcome));
            });
  }

  private Answer begin(Call call, SignInOutcome.SignedIn signedIn) {
    guard.session(call.request()).ifPresent(access::signOut);
    call.request().response().addCookie(cookie(call, signedIn.id()));
    return Answer.created(session(Caller.of(signedIn.session())));
  }

  private Refused refusal(SignInOutcome outcome) {
    if (outcome instanceof SignInOutcome.Wait wait) {
      return Refused.tooMany("too many tries to sign in have failed: wait a while", wait.time());
    }
    if (outcome instanceof SignInOutcome.TooLong tooLong) {
      return Refused.invalid(
          "the field \"password\" is longer than the " + tooLong.maxBytes() + " bytes it can have");
    }
    return guard.signInNeeded("wrong-password", "the user or the password is wrong");
  }

  private Future<Answer> signOut(Call call) {
    call.caller().session().ifPresent(access::signOut);
    call.request().response().addCookie(cookie(call, "").setMaxAge(0));
    return Answer.nothing().now();
  }

  /** Of the browser's session: it ends with the browser, or here. */
  static Cookie cookie(Call call, String value) {
    return Cookie.cookie(Guard.cookie(call.request().request()), value)
        .setPath("/")
        .setSecure(true)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT);
  }
}
