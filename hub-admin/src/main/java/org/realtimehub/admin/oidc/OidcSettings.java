package org.realtimehub.admin.oidc;

import java.net.URI;
import java.util.List;

/**
 * Which OpenID provider is believed, and how its users become ours.
 *
 * @param issuer its identifier
 * @param publicUrl where browsers reach the console
 * @param scopes what the provider is asked for
 * @param mapping how users become ours
 */
public record OidcSettings(
    URI issuer, Client client, URI publicUrl, List<String> scopes, Mapping mapping) {

  private static final String CALLBACK = "api/v1/session/oidc/callback";

  public OidcSettings {
    scopes = List.copyOf(scopes);
  }

  /** What this hub is to the provider. */
  public record Client(String id, String secret) {

    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
  }

  /**
   * How a user of the provider becomes one of ours.
   *
   * @param nameClaim what they are called by
   * @param roleClaim where their roles are; dots lead into objects
   */
  public record Mapping(
      String nameClaim, String roleClaim, List<String> operatorRoles, List<String> viewerRoles) {

    public Mapping {
      operatorRoles = List.copyOf(operatorRoles);
      viewerRoles = List.copyOf(viewerRoles);
    }
  }

  /** The console, with a slash at the end. */
  String console() {
    String url = publicUrl.toString();
    return url.endsWith("/") ? url : url + '/';
  }

  /** Where the provider sends browsers back to. */
  String redirectUri() {
    return console() + CALLBACK;
  }

  boolean isHttps() {
    return "https".equals(publicUrl.getScheme());
  }
}
