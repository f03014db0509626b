package org.realtimehub.admin.api;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.access.Access;
import org.realtimehub.admin.access.Audit;
import org.realtimehub.admin.access.Caller;
import org.realtimehub.admin.access.Identity;
import org.realtimehub.admin.access.Permission;
import org.realtimehub.admin.access.Requirement;
import org.realtimehub.admin.access.Session;

/** Lets requests in whose callers may do what they ask for, and no others. */
public final class Guard {

  private static final String COOKIE = "hub-admin-session-";

  private static final String BEARER = "bearer ";
  private static final Caller NOBODY = new Caller("", Optional.empty(), Set.of(), Optional.empty());

  private final Access access;
  private final Audit audit;
  private final Function<HttpServerRequest, String> addresses;
  private final List<String> waysToSignIn;

  /**
   * @param addresses tells whose request it is
   * @param waysToSignIn what a caller who is not known is told
   */
  public Guard(
      Access access,
      Audit audit,
      Function<HttpServerRequest, String> addresses,
      List<String> waysToSignIn) {
    this.access = access;
    this.audit = audit;
    this.addresses = addresses;
    this.waysToSignIn = List.copyOf(waysToSignIn);
  }

  /** For what the contract does not name: goes on only with callers who have the permission. */
  public Handler<RoutingContext> needs(Permission permission) {
    Requirement requirement = Requirement.of(permission);
    return request -> {
      try {
        admit(request, requirement, permission.label());
        request.next();
      } catch (Refused refused) {
        Problems.answer(request, refused);
      }
    };
  }

  /**
   * @param action for the audit log
   * @return who calls; nobody in particular where everybody may
   */
  Caller admit(RoutingContext request, Requirement requirement, String action) throws Refused {
    if (!requirement.signedIn()) {
      return NOBODY;
    }
    Caller caller = caller(request);
    Optional<Permission> needed = requirement.permission();
    if (needed.isPresent() && !caller.may(needed.get())) {
      throw denied(
          request,
          caller,
          action,
          Refused.forbidden(
              "permission", "this call needs the permission \"" + needed.get().label() + '"'));
    }
    if (caller.session().isPresent() && changes(request) && !repeats(request, caller)) {
      throw denied(
          request,
          caller,
          action,
          Refused.forbidden(
              "csrf",
              "a call with a session that changes something repeats the session's \"csrf\" in the"
                  + " header X-CSRF-Token"));
    }
    return caller;
  }

  String address(RoutingContext request) {
    return addresses.apply(request.request());
  }

  private Caller caller(RoutingContext request) throws Refused {
    Identity identity = access.identify(bearer(request), sessionId(request), address(request));
    if (identity instanceof Identity.Known known) {
      return known.caller();
    }
    if (identity instanceof Identity.Wait wait) {
      throw Refused.tooMany("too many wrong tokens came from this address", wait.time());
    }
    throw ((Identity.Unknown) identity).tokenWrong()
        ? signInNeeded("invalid-token", "this token is not known here")
            .with("WWW-Authenticate", "Bearer error=\"invalid_token\"")
        : signInNeeded("sign-in", "this call needs an API token or a session");
  }

  /** 401, with the ways to sign in. Not Basic: browsers would ask in a window of their own. */
  Refused signInNeeded(String type, String detail) {
    return new Refused(401, type, "Sign-in needed", detail)
        .with("WWW-Authenticate", "Bearer")
        .withMember("sign_in", new JsonArray(waysToSignIn));
  }

  /** Whether a caller who was let in would be now. */
  boolean stillKnows(RoutingContext request, Caller caller) {
    return caller.session().isEmpty() || session(request).isPresent();
  }

  /** The session that the browser has, whatever it may do. */
  Optional<Session> session(RoutingContext request) {
    return access.session(sessionId(request));
  }

  /**
   * Browsers do not tell the ports of a host apart: nodes on one machine would end each other's.
   */
  static String cookie(HttpServerRequest request) {
    return COOKIE + request.localAddress().port();
  }

  private static @Nullable String sessionId(RoutingContext request) {
    Cookie cookie = request.request().getCookie(cookie(request.request()));
    return cookie == null ? null : cookie.getValue();
  }

  private static @Nullable String bearer(RoutingContext request) {
    String header = request.request().getHeader("Authorization");
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? header.substring(BEARER.length()).strip()
        : null;
  }

  private static boolean changes(RoutingContext request) {
    HttpMethod method = request.request().method();
    return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
  }

  private static boolean repeats(RoutingContext request, Caller caller) {
    String header = request.request().getHeader("X-CSRF-Token");
    String expected = caller.session().map(Session::csrf).orElseThrow();
    return header != null
        && MessageDigest.isEqual(
            header.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private Refused denied(RoutingContext request, Caller caller, String action, Refused refused) {
    audit.record(caller.name(), address(request), action, "", "refused: " + refused.detail());
    return refused;
  }
}
