package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.cluster.FreePorts;
import org.realtimehub.config.AdminTokenConfig;

/** The console of a cluster of two, of which one is killed. */
@Timeout(180)
@SuppressWarnings("try") // Streams that only have to be open.
class ConsoleClusterTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final String HOST = "127.0.0.1";
  private static final String TOPIC = "https://example.com/books/1";

  private String cluster;
  private List<Integer> ports;
  private TestHub survivor;
  private HubProcess victim;
  private BrowserContext context;

  @BeforeEach
  void start() throws IOException {
    cluster = "console-" + UUID.randomUUID();
    ports = FreePorts.next(HOST, 0, 3);
    survivor = TestHub.withUsers(settings(ports.get(0)));
    victim = victim();
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> survivor.node().control().nodes().size() == 2);
    context = chromium.newContext();
  }

  private String[] settings(int port) {
    return new String[] {
      "log.type=hazelcast",
      "cluster.enabled=true",
      "cluster.name=" + cluster,
      "cluster.host=" + HOST,
      "cluster.port=" + port,
      "cluster.addresses=" + HOST + ":" + ports.get(0) + "," + HOST + ":" + ports.get(1)
    };
  }

  private HubProcess victim() {
    Map<String, String> environment = new HashMap<>(AdminUsers.environment());
    environment.putAll(
        TestHub.ADMIN.environment("test", String.join(",", AdminTokenConfig.PERMISSIONS)));
    return HubProcess.start(environment, ports.get(2), settings(ports.get(1)));
  }

  @AfterEach
  void stop() {
    context.close();
    victim.close();
    survivor.close();
  }

  private static Locator row(ConsolePage console, String node) {
    return console.rows("Nodes").filter(new Locator.FilterOptions().setHasText(node));
  }

  /** As the console shows it: the beginning of a node's id. */
  private String name(URI admin) {
    String token = "Bearer " + TestHub.ADMIN.token();
    String session = survivor.get(admin.resolve("/api/v1/session"), "Authorization", token).body();
    return new JsonObject(session).getString("node").substring(0, 8);
  }

  @Test
  void deathOfANode_isSaidByBothConsoles_andOver_whenItIsBack() {
    String dying = name(victim.admin());
    String living = name(survivor.admin("/"));
    try (EventStream stream = survivor.subscribe("match", TOPIC)) {
      ConsolePage itsOwn = ConsolePage.open(context, victim.admin()).signIn(AdminUsers.OPERATOR);
      assertThat(ConsolePage.cell(row(itsOwn, living), "Connections")).hasText("1");
      itsOwn.at("connections");
      Locator found = itsOwn.rows("Connections");
      assertThat(ConsolePage.cell(found, "Node")).hasText(living);
      itsOwn.at("overview");

      ConsolePage theOthers =
          ConsolePage.open(context, survivor.admin("/")).signIn(AdminUsers.OPERATOR);
      assertThat(theOthers.region("Health")).containsText("Good: 2 nodes, 1 connections");

      victim.kill();
      Locator banner =
          itsOwn.notice(Pattern.compile("Node " + dying + "\\S* does not answer since"));
      assertThat(banner).isVisible();
      assertThat(banner).containsText("Trying again");
      assertThat(itsOwn.region("Health")).containsText("Last known:");
      assertThat(banner.locator("a")).containsText(living);
      assertThat(banner.locator("a"))
          .hasAttribute("href", survivor.admin("/#/overview").toString());
      assertThat(row(theOthers, dying)).hasCount(0);
      assertThat(theOthers.region("Health")).containsText("1 node");

      victim = victim();
      assertThat(itsOwn.notice("Your session has ended")).isVisible();
      itsOwn.signIn(AdminUsers.OPERATOR);
      assertThat(itsOwn.region("Health")).containsText("Good: 2 nodes");
      assertThat(row(theOthers, name(victim.admin()))).hasCount(1);
      assertThat(itsOwn.complaints()).isEmpty();
      assertThat(theOthers.complaints()).isEmpty();
    }
  }

  @Test
  void connectionAtTheOtherNode_isClosedFromHere() {
    String alice = TestTokens.named("alice", "t1");
    try (LineStream far =
        LineStream.get(
            URI.create(victim.url() + "?match=" + TestHub.encode(TOPIC)),
            "Authorization",
            "Bearer " + alice)) {
      ConsolePage console =
          ConsolePage.open(context, survivor.admin("/")).signIn(AdminUsers.OPERATOR);
      console.at("connections?subject=alice");
      ConsolePage.cell(console.rows("Connections"), "Connection").locator("a").click();
      console.assertHeading("Connection");
      assertThat(console.page().locator("main")).containsText(name(victim.admin()));
      console.button("Close connection…").click();
      console.button("Close connection").click();
      assertThat(console.notice("Closed.")).isVisible();
      assertThat(far.remainingLines()).isNotNull();
    }
  }
}
