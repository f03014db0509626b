package org.realtimehub.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An OpenID provider whose users may sign in to the console.
 *
 * @param issuer its identifier, below which it describes itself
 * @param clientId what this hub is to it
 * @param publicUrl where browsers reach the console
 * @param nameClaim what a user is called by
 * @param roleClaim where the provider says what a user is, dots lead into objects
 * @param operatorRoles values of that claim that make an operator
 * @param viewerRoles values of that claim that make a viewer
 */
public record OidcConfig(
    URI issuer,
    String clientId,
    Secret clientSecret,
    URI publicUrl,
    List<String> scopes,
    String nameClaim,
    String roleClaim,
    List<String> operatorRoles,
    List<String> viewerRoles) {

  private static final String OPENID = "openid";
  private static final Type<String> TEXT = Types.text("a text without spaces", "\\S+");

  static final String SECTION = "admin.oidc";

  static final Key<Optional<URI>> ISSUER = Key.optional(SECTION + ".issuer", Types.secureUrl());
  static final Key<Optional<String>> CLIENT_ID =
      Key.optional(SECTION + ".client-id", Types.text("the id that the provider gave", "\\S+"));
  static final Key<Optional<Secret>> CLIENT_SECRET = Key.secret(SECTION + ".client-secret");
  static final Key<Optional<Path>> CLIENT_SECRET_FILE =
      Key.optional(SECTION + ".client-secret-file", Types.file());
  static final Key<Optional<URI>> PUBLIC_URL =
      Key.optional(SECTION + ".public-url", Types.secureUrl());
  static final Key<List<String>> SCOPES =
      Key.list(
          SECTION + ".scopes",
          Types.text("a scope of OAuth 2.0", "[\\x21\\x23-\\x5B\\x5D-\\x7E]+"),
          List.of(OPENID, "profile"));
  static final Key<String> NAME_CLAIM = Key.of(SECTION + ".name-claim", TEXT, "preferred_username");
  static final Key<String> ROLE_CLAIM = Key.of(SECTION + ".role-claim", TEXT, "groups");
  static final Key<List<String>> OPERATOR_ROLES =
      Key.list(SECTION + ".operator-roles", Types.text("a role", ".+"), List.of());
  static final Key<List<String>> VIEWER_ROLES =
      Key.list(SECTION + ".viewer-roles", Types.text("a role", ".+"), List.of());

  private static final List<Key<?>> KEYS =
      List.of(
          ISSUER,
          CLIENT_ID,
          CLIENT_SECRET,
          CLIENT_SECRET_FILE,
          PUBLIC_URL,
          SCOPES,
          NAME_CLAIM,
          ROLE_CLAIM,
          OPERATOR_ROLES,
          VIEWER_ROLES);

  public OidcConfig {
    scopes = List.copyOf(scopes);
    operatorRoles = List.copyOf(operatorRoles);
    viewerRoles = List.copyOf(viewerRoles);
  }

  /** Empty when none of it is set, or when something is missing or wrong, which has been noted. */
  static Optional<OidcConfig> read(Values values) {
    boolean wanted = KEYS.stream().anyMatch(values::isSet);
    Optional<URI> issuer = read(values, ISSUER, wanted);
    Optional<String> clientId = read(values, CLIENT_ID, wanted);
    Optional<Secret> secret = secret(values, wanted);
    Optional<URI> publicUrl = read(values, PUBLIC_URL, wanted);
    List<String> scopes = values.get(SCOPES);
    String nameClaim = values.get(NAME_CLAIM);
    String roleClaim = values.get(ROLE_CLAIM);
    List<String> operators = values.get(OPERATOR_ROLES);
    List<String> viewers = values.get(VIEWER_ROLES);
    if (!scopes.contains(OPENID)) {
      values.problem(SCOPES.name(), "expected \"" + OPENID + "\" among the scopes");
    }
    if (wanted && operators.isEmpty() && viewers.isEmpty()) {
      values.problem(
          OPERATOR_ROLES.name(),
          "expected a role here or in " + VIEWER_ROLES.name() + ", or nobody could sign in");
    }
    return issuer.flatMap(
        i ->
            clientId.flatMap(
                id ->
                    secret.flatMap(
                        s ->
                            publicUrl.map(
                                url ->
                                    new OidcConfig(
                                        i, id, s, url, scopes, nameClaim, roleClaim, operators,
                                        viewers)))));
  }

  private static <T> Optional<T> read(Values values, Key<Optional<T>> key, boolean required) {
    return required ? values.required(key) : values.get(key);
  }

  private static Optional<Secret> secret(Values values, boolean wanted) {
    Optional<Secret> inline = values.get(CLIENT_SECRET);
    Optional<Secret> fromFile = values.secretFile(CLIENT_SECRET_FILE);
    if (wanted && values.isSet(CLIENT_SECRET) == values.isSet(CLIENT_SECRET_FILE)) {
      values.problem(SECTION, "expected one of client-secret and client-secret-file");
      return Optional.empty();
    }
    return inline.or(() -> fromFile);
  }
}
