package org.realtimehub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReservedNamespaceTest {

  private final Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/mercure",
        "/.well-known/mercure/",
        "/.well-known/mercure?x",
        "/.well-known/mercure#x",
        "/.well-known/mercure/subscriptions/exact/a/b",
        "https://hub.example/.well-known/mercure",
        "http://other.example:8080/.well-known/mercure/subscriptions",
        "//other.example/.well-known/mercure/..%2f/../mercure/x",
        "//other.example/.well-known/mercure/x",
        "//host/.well-known/mercure/..//../mercure/a",
        "ftp://h/.well-known/mercure",
        "foo:/.well-known/mercure",
        "foo://h/.well-known/mercure/x",
        "foo://h/x/%2e%2E/.well-known/mercure/x",
        "foo:x/../../.well-known/mercure",
        "foo:x/%2e%2e/%2e./.well-known/mercure",
        "file:///.well-known/mercure",
        "mercure",
        "mercure/x",
        "./mercure",
        "../.well-known/mercure",
        "",
        "?x",
        "#x",
        "/.well-known/%6Dercure/x",
        "/%2Ewell%2Dknown/mercure",
        "/.well-known/%6D%65%72%63%75%72%65",
        "/.well-known/mercure/../mercure/x",
        "/.well-known/./mercure",
        "/.well-known/%2e/mercure",
        "/x/%2e%2e/.well-known/mercure",
        "/x/.%2E/.well-known/mercure",
        "\\.well-known\\mercure\\x",
        "/.well-known\\mercure",
        "\\\\host\\.well-known\\mercure",
        "https:/.well-known/mercure",
        "https:mercure",
        "/.well-known/mer\tcure",
        "/.well-\nknown/mercure",
        " /.well-known/mercure ",
      })
  void topicOfTheHub_isReserved(String topic) {
    assertThat(matchers.isReserved(topic)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/.well-known",
        "/.well-known/mercure2",
        "/.well-known/mercure%2Fx",
        "/.well-known/MERCURE",
        "/.well-known/%256Dercure",
        "/x/%252e%252e/.well-known/mercure",
        "/.well-known/mercure/..",
        "//host/.well-known/mercure/..",
        "/.well-known/mercure/../x",
        "/x/.well-known/mercure",
        "/?/.well-known/mercure",
        "/#/.well-known/mercure",
        "//.well-known/mercure",
        "http:mercure",
        "urn:.well-known:mercure",
        "foo:.well-known/mercure",
        "foo:%2F.well-known/mercure",
        "foo:/.well-known\\mercure",
        "foo://h\\/.well-known/mercure",
        "http://[/.well-known/mercure",
        "http:///",
        "mercure:x",
        "https://example.com/books/1",
        "books/1",
        "*",
      })
  void topicOfOthers_isNotReserved(String topic) {
    assertThat(matchers.isReserved(topic)).isFalse();
  }

  @Test
  void hubElsewhere_reservesItsOwnPath() {
    Matchers elsewhere = new Matchers("http://hub.example:3000/%68ub/");
    assertThat(elsewhere.isReserved("/hub/")).isTrue();
    assertThat(elsewhere.isReserved("/hub/x")).isTrue();
    assertThat(elsewhere.isReserved("/.well-known/mercure")).isFalse();
  }
}
