package org.realtimehub.blackbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A small OpenID provider that knows one user and asks them nothing. It takes what OAuth 2.0 and
 * PKCE demand very seriously, and lies in its tokens where a test wants it to.
 */
final class IdentityProvider implements AutoCloseable {

  static final String CLIENT = "hub-console";
  static final String SECRET = "a client secret that nobody sees";

  private record Grant(String redirectUri, String challenge, String nonce) {}

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Grant> codes = new ConcurrentHashMap<>();

  /** Codes and tokens that were given, none of which anybody else should see. */
  final List<String> secrets = new CopyOnWriteArrayList<>(List.of(SECRET));

  /** Paths that were asked for, in order. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private volatile RSAKey published = key("first");
  private volatile RSAKey signing = published;
  private volatile UnaryOperator<JWTClaimsSet.Builder> claims = made -> made;
  private volatile @Nullable JsonObject userInfo;
  private volatile boolean down;
  private volatile String issuer = "";

  IdentityProvider() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    issuer = "http://127.0.0.1:" + server.actualPort();
  }

  static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  String issuer() {
    return issuer;
  }

  /** What its ID tokens say besides what they must, or instead. */
  void says(UnaryOperator<JWTClaimsSet.Builder> more) {
    claims = more;
  }

  void hasUserInfo(JsonObject info) {
    userInfo = info;
  }

  /** Signs with another key, which everybody can know. */
  void rotates(RSAKey key) {
    published = key;
    signing = key;
  }

  /** Signs with a key that is not its own, and says it were. */
  void forges() {
    signing = key(published.getKeyID());
  }

  /** Closes every connection: its port stays its own, so that it can come back. */
  void goesDown() {
    down = true;
  }

  void comesUp() {
    down = false;
  }

  private void handle(HttpServerRequest request) {
    if (down) {
      request.connection().close();
      return;
    }
    asked.add(request.path());
    switch (request.path()) {
      case "/.well-known/openid-configuration" -> answer(request, 200, description());
      case "/jwks" -> answer(request, 200, new JsonObject(new JWKSet(published).toString()));
      case "/authorize" -> authorize(request);
      case "/token" ->
          request
              .setExpectMultipart(true)
              .endHandler(end -> exchange(request, request.formAttributes()));
      case "/userinfo" -> answer(request, 200, userInfo == null ? new JsonObject() : userInfo);
      default -> answer(request, 404, new JsonObject());
    }
  }

  private static void answer(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.toBuffer());
  }

  private JsonObject description() {
    JsonObject description =
        new JsonObject()
            .put("issuer", issuer)
            .put("authorization_endpoint", issuer + "/authorize")
            .put("token_endpoint", issuer + "/token")
            .put("jwks_uri", issuer + "/jwks");
    return userInfo == null
        ? description
        : description.put("userinfo_endpoint", issuer + "/userinfo");
  }

  private void authorize(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    String nonce = request.getParam("nonce", "");
    String state = request.getParam("state", "");
    boolean right =
        request.getParam("response_type", "").equals("code")
            && request.getParam("client_id", "").equals(CLIENT)
            && request.getParam("scope", "").equals("openid profile")
            && request.getParam("code_challenge_method", "").equals("S256")
            && request.getParam("code_challenge", "").length() == 43
            && nonce.length() > 40
            && state.length() > 40;
    if (!right) {
      response.setStatusCode(400).end("not an authorization request");
      return;
    }
    String redirectUri = request.getParam("redirect_uri");
    String code = secret();
    codes.put(code, new Grant(redirectUri, request.getParam("code_challenge"), nonce));
    response
        .setStatusCode(302)
        .putHeader(
            "Location",
            redirectUri
                + "?session_state=of-its-own&"
                + TestHub.form("code", code, "state", state, "iss", issuer))
        .end();
  }

  private String secret() {
    String secret = UUID.randomUUID().toString();
    secrets.add(secret);
    return secret;
  }

  private void exchange(HttpServerRequest request, MultiMap form) {
    String basic = CLIENT + ':' + SECRET;
    String code = form.get("code");
    Grant grant = codes.remove(code);
    boolean right =
        ("Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                .equals(request.getHeader("Authorization"))
            && "authorization_code".equals(form.get("grant_type"))
            && grant != null
            && grant.redirectUri().equals(form.get("redirect_uri"))
            && grant.challenge().equals(sha256(form.get("code_verifier")));
    if (!right) {
      // As some do: it repeats what is nobody's business.
      JsonObject error = new JsonObject().put("error", "invalid_grant");
      answer(request, 400, error.put("error_description", "no such code: " + code + ' ' + form));
      return;
    }
    secrets.add(form.get("code_verifier"));
    secrets.add(grant.nonce());
    String token = idToken(grant.nonce());
    secrets.add(token);
    answer(
        request,
        200,
        new JsonObject()
            .put("access_token", secret())
            .put("token_type", "Bearer")
            .put("expires_in", 300)
            .put("id_token", token));
  }

  private String idToken(String nonce) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder made =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(CLIENT)
            .subject("subject-1")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", nonce);
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signing.getKeyID()).build();
    SignedJWT token = new SignedJWT(header, claims.apply(made).build());
    try {
      token.sign(new RSASSASigner(signing));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return token.serialize();
  }

  private static String sha256(@Nullable String text) {
    try {
      byte[] bytes = String.valueOf(text).getBytes(StandardCharsets.US_ASCII);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
