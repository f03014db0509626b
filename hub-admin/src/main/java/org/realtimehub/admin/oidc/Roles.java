package org.realtimehub.admin.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.access.Role;

/** What users are called and what they may do, by the claims that a provider makes of them. */
final class Roles {

  private static final int LONGEST_NAME = 256;

  private final OidcSettings.Mapping mapping;

  Roles(OidcSettings.Mapping mapping) {
    this.mapping = mapping;
  }

  /** Whether these claims say anything of roles, be it that there are none. */
  boolean areIn(JsonObject claims) {
    return find(claims, mapping.roleClaim()) != null;
  }

  /** The greater one, where there are several. */
  Optional<Role> of(JsonObject claims) {
    List<String> given = texts(find(claims, mapping.roleClaim()));
    if (given.stream().anyMatch(mapping.operatorRoles()::contains)) {
      return Optional.of(Role.OPERATOR);
    }
    return given.stream().anyMatch(mapping.viewerRoles()::contains)
        ? Optional.of(Role.VIEWER)
        : Optional.empty();
  }

  /** The subject where the claim is not one that people can be called by. */
  String nameOf(JsonObject claims, String subject) {
    return find(claims, mapping.nameClaim()) instanceof String name
            && !name.isBlank()
            && name.length() <= LONGEST_NAME
        ? name
        : subject;
  }

  /** A name with dots may be a name, such as a URL, or lead into objects. */
  private static @Nullable Object find(JsonObject claims, String path) {
    if (claims.containsKey(path)) {
      return claims.getValue(path);
    }
    Object place = claims;
    for (String step : path.split("\\.")) {
      place = place instanceof JsonObject object ? object.getValue(step) : null;
    }
    return place;
  }

  private static List<String> texts(@Nullable Object value) {
    Stream<?> values = value instanceof JsonArray array ? array.stream() : Stream.ofNullable(value);
    return values.filter(String.class::isInstance).map(String.class::cast).toList();
  }
}
