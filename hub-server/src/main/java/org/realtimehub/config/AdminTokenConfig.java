package org.realtimehub.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token with which a program may use the admin side.
 *
 * @param hash SHA-256 of the token, in lower-case hexadecimal digits
 * @param scopes permissions
 */
public record AdminTokenConfig(String name, Secret hash, List<String> scopes) {

  /** The permissions there are. */
  public static final List<String> PERMISSIONS =
      List.of(
          "health", "metrics", "read", "updates", "publish", "close", "sweep", "restrict", "audit");

  private static final Type<String> NAME =
      Types.text("1 to 64 letters, digits and ._@-", "[A-Za-z0-9._@-]{1,64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

  public AdminTokenConfig {
    scopes = List.copyOf(scopes);
  }

  /** Empty when something is missing or wrong, which has been noted. */
  static Optional<AdminTokenConfig> read(Values values, String prefix) {
    Key<Optional<String>> nameKey = Key.optional(prefix + ".name", NAME);
    Key<Optional<Secret>> hashKey = Key.secret(prefix + ".token-hash");
    Key<List<String>> scopesKey = Key.list(prefix + ".scopes", Types.oneOf(PERMISSIONS), List.of());
    Optional<String> name = values.required(nameKey);
    Optional<Secret> hash =
        values.required(hashKey).flatMap(text -> values.hash(hashKey.name(), () -> checked(text)));
    List<String> scopes = values.get(scopesKey);
    if (scopes.isEmpty()) {
      values.problem(
          scopesKey.name(), "expected at least one of " + String.join(", ", PERMISSIONS));
    }
    return name.flatMap(n -> hash.map(h -> new AdminTokenConfig(n, h, scopes)));
  }

  private static Secret checked(Secret hash) {
    if (!HASH.matcher(hash.value()).matches()) {
      throw new IllegalArgumentException(
          "expected the SHA-256 of the token, 64 hexadecimal digits, as ./hub admin-token prints it");
    }
    return new Secret(hash.value().toLowerCase(Locale.ROOT));
  }
}
