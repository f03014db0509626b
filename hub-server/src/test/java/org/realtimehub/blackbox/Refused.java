package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;

/** What every refusal has: a status, and a problem document (RFC 9457) that says the same. */
final class Refused {

  private final HttpResponse<String> response;
  private final JsonObject problem;

  private Refused(HttpResponse<String> response, JsonObject problem) {
    this.response = response;
    this.problem = problem;
  }

  static Refused with(int status, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = new JsonObject(response.body());
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotEmpty();
    return new Refused(response, problem);
  }

  /** The stable part of the problem's type. */
  Refused as(String type) {
    assertThat(problem.getString("type")).isEqualTo("urn:hub:problem:" + type);
    return this;
  }

  /** What the detail tells. */
  Refused naming(String text) {
    assertThat(problem.getString("detail")).contains(text);
    return this;
  }

  /** The whole challenge. */
  Refused challenged(String challenge) {
    assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly(challenge);
    return this;
  }

  Refused unchallenged() {
    assertThat(response.headers().allValues("WWW-Authenticate")).isEmpty();
    return this;
  }
}
