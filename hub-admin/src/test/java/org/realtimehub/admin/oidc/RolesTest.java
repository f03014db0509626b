package org.realtimehub.admin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realtimehub.admin.access.Role;

final class RolesTest {

  private static Roles roles(String nameClaim, String roleClaim) {
    return new Roles(
        new OidcSettings.Mapping(
            nameClaim, roleClaim, List.of("ops", "admins"), List.of("staff", "ops")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "groups; {'groups': 'ops'}; OPERATOR",
        "groups; {'groups': ['staff', 'ops']}; OPERATOR",
        "groups; {'groups': ['staff']}; VIEWER",
        "a.b.c; {'a': {'b': {'c': ['admins']}}}; OPERATOR",
        "https://example.com/roles; {'https://example.com/roles': ['staff']}; VIEWER",
        "groups; {'groups': ['Ops', 'op', 'ops ', 'opsx']};",
        "groups; {'groups': 'ops staff'};",
        "groups; {'groups': [['ops'], {'ops': true}, null, 1]};",
        "groups; {'groups': {'ops': true}};",
        "groups; {'groups': null};",
        "groups; {'other': 'ops'};",
        "a.b; {'a': 'ops'};",
        "a.b; {'a': [{'b': 'ops'}]};"
      })
  void role_isThatOfTheClaim(String claim, String claims, Role role) {
    JsonObject json = new JsonObject(claims.replace('\'', '"'));
    assertThat(roles("name", claim).of(json)).isEqualTo(Optional.ofNullable(role));
  }

  @Test
  void rolesThatAreToldNowhere_haveToBeAskedFor() {
    Roles roles = roles("name", "a.b");
    assertThat(roles.areIn(new JsonObject("{\"a\":{\"b\":[]}}"))).isTrue();
    assertThat(roles.areIn(new JsonObject("{\"a\":{}}"))).isFalse();
  }

  @Test
  void name_isTheClaim_orTheSubject() {
    Roles roles = roles("preferred_username", "groups");
    JsonObject claims = new JsonObject();
    assertThat(roles.nameOf(claims, "s")).isEqualTo("s");
    assertThat(roles.nameOf(claims.put("preferred_username", 1), "s")).isEqualTo("s");
    assertThat(roles.nameOf(claims.put("preferred_username", " "), "s")).isEqualTo("s");
    assertThat(roles.nameOf(claims.put("preferred_username", "x".repeat(257)), "s")).isEqualTo("s");
    assertThat(roles.nameOf(claims.put("preferred_username", "olga"), "s")).isEqualTo("olga");
  }
}
