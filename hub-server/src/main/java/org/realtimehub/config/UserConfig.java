package org.realtimehub.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Somebody who may sign in to the admin side.
 *
 * @param oneTime whether the password was made at the start and ends with the process
 */
public record UserConfig(String name, AdminRole role, PasswordHash passwordHash, boolean oneTime) {

  /** Of the user with the password that is made at the start. */
  public static final String ONE_TIME_NAME = "admin";

  private static final Type<String> NAME =
      Types.text("1 to 64 letters, digits and ._@-", "[A-Za-z0-9._@-]{1,64}");

  static UserConfig oneTime(PasswordHash hash) {
    return new UserConfig(ONE_TIME_NAME, AdminRole.OPERATOR, hash, true);
  }

  /** Empty when something is missing or wrong, which has been noted. */
  static Optional<UserConfig> read(Values values, String prefix) {
    Key<Optional<String>> nameKey = Key.optional(prefix + ".name", NAME);
    Key<Optional<AdminRole>> roleKey =
        Key.optional(prefix + ".role", Types.choice(AdminRole.class));
    Key<Optional<Secret>> hashKey = Key.secret(prefix + ".password-hash");
    Key<Optional<Path>> fileKey = Key.optional(prefix + ".password-hash-file", Types.file());
    Optional<String> name = values.required(nameKey);
    Optional<AdminRole> role = values.required(roleKey);
    Optional<Secret> inline = values.get(hashKey);
    Optional<Secret> fromFile = values.secretFile(fileKey);
    if (values.isSet(hashKey) == values.isSet(fileKey)) {
      values.problem(prefix, "expected one of password-hash and password-hash-file");
      return Optional.empty();
    }
    String source = values.isSet(hashKey) ? hashKey.name() : fileKey.name();
    Optional<PasswordHash> hash =
        inline.or(() -> fromFile).flatMap(text -> values.hash(source, () -> PasswordHash.of(text)));
    return name.flatMap(n -> role.flatMap(r -> hash.map(h -> new UserConfig(n, r, h, false))));
  }
}
