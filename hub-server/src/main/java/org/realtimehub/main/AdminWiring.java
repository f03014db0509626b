package org.realtimehub.main;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.realtimehub.admin.AdminSettings;
import org.realtimehub.admin.access.AccessSettings;
import org.realtimehub.admin.access.Account;
import org.realtimehub.admin.access.ApiToken;
import org.realtimehub.admin.access.Permission;
import org.realtimehub.admin.access.Role;
import org.realtimehub.admin.api.About;
import org.realtimehub.admin.api.ConfigValue;
import org.realtimehub.admin.oidc.OidcSettings;
import org.realtimehub.config.AdminConfig;
import org.realtimehub.config.HubConfig;
import org.realtimehub.config.OidcConfig;
import org.realtimehub.config.Origins;
import org.realtimehub.http.ClientAddress;

/** The configuration in the terms of the admin side. */
final class AdminWiring {

  private AdminWiring() {}

  static AdminSettings settings(HubConfig config) {
    AdminConfig admin = config.admin();
    return new AdminSettings(
        admin.host(),
        admin.port(),
        admin.tls().map(tls -> new AdminSettings.Tls(tls.certificate(), tls.key())),
        new ClientAddress(config.http().trustedProxies())::of,
        access(admin),
        admin.oidc().map(AdminWiring::oidc),
        config.sweep().every(),
        admin.canaryEvery());
  }

  private static AccessSettings access(AdminConfig admin) {
    List<Account> accounts =
        admin.users().stream()
            .map(
                user ->
                    new Account(
                        user.name(),
                        Role.valueOf(user.role().name()),
                        user.passwordHash().value(),
                        user.oneTime()))
            .toList();
    List<ApiToken> tokens =
        admin.tokens().stream()
            .map(token -> new ApiToken(token.name(), token.hash().value(), scopes(token.scopes())))
            .toList();
    return new AccessSettings(accounts, tokens, admin.sessionTimeout());
  }

  private static OidcSettings oidc(OidcConfig oidc) {
    return new OidcSettings(
        oidc.issuer(),
        new OidcSettings.Client(oidc.clientId(), oidc.clientSecret().value()),
        oidc.publicUrl(),
        oidc.scopes(),
        new OidcSettings.Mapping(
            oidc.nameClaim(), oidc.roleClaim(), oidc.operatorRoles(), oidc.viewerRoles()));
  }

  private static Set<Permission> scopes(List<String> labels) {
    return labels.stream()
        .map(label -> Permission.labelled(label).orElseThrow())
        .collect(Collectors.toSet());
  }

  static About about(HubConfig config, String node) {
    return new About(node, config.name(), Settings.version(), config.url());
  }

  static List<ConfigValue> values(Origins origins) {
    return origins.entries().stream()
        .map(
            entry ->
                new ConfigValue(
                    entry.key(),
                    entry.value(),
                    entry.origin().layer().name().toLowerCase(Locale.ROOT),
                    entry.origin().detail()))
        .toList();
  }
}
