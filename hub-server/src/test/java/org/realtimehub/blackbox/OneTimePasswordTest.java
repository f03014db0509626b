package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hub that was told of nobody who may sign in. */
@Timeout(120)
class OneTimePasswordTest {

  private static final Pattern LINE =
      Pattern.compile("(http://127\\.0\\.0\\.1:\\d+/) {3}user admin, password ([a-z2-9-]{19})");

  @Test
  void passwordThatIsPrinted_signsInAnOperator_andEachStartHasAnother() throws Exception {
    String first;
    try (HubProcess hub = HubProcess.start(Map.of())) {
      Matcher line = LINE.matcher(hub.console());
      assertThat(line.matches()).as(hub.console()).isTrue();
      first = line.group(2);
      HttpResponse<String> answer = signIn(URI.create(line.group(1)), first);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      JsonObject session = new JsonObject(answer.body());
      assertThat(session.getString("role")).isEqualTo("operator");
      assertThat(session.getBoolean("one_time_password")).isTrue();
      assertThat(signIn(URI.create(line.group(1)), "another").statusCode()).isEqualTo(401);
    }
    try (HubProcess hub = HubProcess.start(Map.of())) {
      assertThat(hub.console()).matches(LINE).doesNotContain(first);
    }
  }

  @Test
  void whereSomebodyIsConfigured_noneIsMade() {
    try (HubProcess hub = HubProcess.start()) {
      assertThat(hub.console()).startsWith("http://").doesNotContain("password");
    }
  }

  private static HttpResponse<String> signIn(URI console, String password) throws Exception {
    JsonObject body = new JsonObject().put("user", "admin").put("password", password);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(console.resolve("/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()))
                .build(),
            BodyHandlers.ofString());
  }
}
