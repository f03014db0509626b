package org.realtimehub.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SchemaTest {
  @Test
  void everyKey_hasAVariableOfItsOwn() {
    assertThat(Schema.defaults()).hasSizeGreaterThan(60);
    Schema.defaults()
        .keySet()
        .forEach(
            key -> {
              String numbered = key.replace("[]", "[7]");
              assertThat(Schema.keyOf(Schema.variable(numbered))).as(key).contains(numbered);
            });
  }

  @Test
  void variables_thatLookLikeElements_areNotTakenForThem() {
    assertThat(Schema.keyOf("HUB_AUTHORIZATION_ISSUERS_KEY")).isEmpty();
    assertThat(Schema.keyOf("HUB_AUTHORIZATION_ISSUERS_X_KEY")).isEmpty();
    assertThat(Schema.keyOf("HUB_AUTHORIZATION_ISSUERS_0_NAME")).isEmpty();
  }

  @Test
  void unknownKeys_getAHint_onlyWhenSomethingIsClose() {
    assertThat(Schema.closest("htpp.port")).contains("http.port");
    assertThat(Schema.closest("publish.max_body")).contains("publish.max-body");
    assertThat(Schema.closest("publish.maxBody")).contains("publish.max-body");
    assertThat(Schema.closest("kafka.bootstrap-servers")).isEmpty();
  }
}
