package org.realtimehub.main;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import org.realtimehub.cli.DevelopmentToken;
import org.realtimehub.config.HubConfig;
import org.realtimehub.config.OneTimePassword;
import org.realtimehub.config.UserConfig;

/** What a node prints when it has started: where it is, and how to try it. */
final class Banner {

  private static final String TOPIC = "https://example.com/books/1";

  private final Node node;
  private final Optional<OneTimePassword> password;
  private final boolean development;

  /**
   * @param password of the admin side, if it was made for this start
   */
  Banner(Node node, Optional<OneTimePassword> password, boolean development) {
    this.node = node;
    this.password = password;
    this.development = development;
  }

  void print(PrintWriter out) {
    HubConfig config = node.config();
    out.println("The hub is running.");
    out.println("  hub      " + config.url());
    out.println("  listens  " + config.http().host() + ":" + node.port());
    out.println("  console  " + config.admin().url() + signIn());
    out.println("  health   " + config.admin().url() + "health/live");
    if (development) {
      printDevelopment(out, config);
    }
    out.flush();
  }

  /** Printed here and nowhere else. */
  private String signIn() {
    return password
        .map(p -> "   user " + UserConfig.ONE_TIME_NAME + ", password " + p.password())
        .orElse("");
  }

  private static void printDevelopment(PrintWriter out, HubConfig config) {
    URI url = URI.create(config.url());
    out.println("  try it   " + url.getScheme() + "://" + url.getAuthority() + "/");
    out.println();
    out.println("This is a DEVELOPMENT hub: its keys are public, anyone may subscribe.");
    out.println("Subscribe in one terminal:");
    out.println("  curl -N '" + config.url() + "?match=" + TOPIC + "'");
    DevelopmentToken.of(config).ifPresent(token -> printPublish(out, config, token));
  }

  private static void printPublish(PrintWriter out, HubConfig config, String token) {
    out.println("Publish in another, with the development token:");
    out.println("  TOKEN=" + token);
    out.println(
        "  curl -H \"Authorization: Bearer $TOKEN\" -d 'topic="
            + TOPIC
            + "' -d 'data=hello' "
            + config.url());
    out.println("Ctrl+C stops it.");
  }
}
