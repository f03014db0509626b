package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Somebody who has signed in, as a browser would be. */
record Browser(TestNode node, String cookie, String csrf) {

  /** Name of the session cookie. */
  static String cookieOf(TestNode node) {
    return "hub-admin-session-" + node.to("/").build().uri().getPort();
  }

  static HttpRequest.Builder signIn(TestNode node, String user, String password) {
    JsonObject body = new JsonObject().put("user", user).put("password", password);
    return node.to("/api/v1/session")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.encode()));
  }

  static Browser signedIn(TestNode node, String user, String password) throws Exception {
    return of(node, node.send(signIn(node, user, password)));
  }

  static Browser of(TestNode node, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new Browser(node, cookie(node, answer), new JsonObject(answer.body()).getString("csrf"));
  }

  /** The value of the session cookie. */
  static String cookie(TestNode node, HttpResponse<?> answer) {
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).startsWith(cookieOf(node) + "=");
    return set.substring(set.indexOf('=') + 1, set.indexOf(';'));
  }

  /** With its cookie. */
  HttpRequest.Builder to(String path) {
    return node.to(path).header("Cookie", cookieOf(node) + "=" + cookie);
  }

  int get(String path) throws Exception {
    return node.send(to(path).GET()).statusCode();
  }
}
