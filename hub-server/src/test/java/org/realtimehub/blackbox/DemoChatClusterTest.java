package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.util.ArrayList;
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

/** Two people of the demonstration's chat at two nodes, of which one is killed. */
@Timeout(180)
class DemoChatClusterTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final String HOST = "127.0.0.1";

  private TestHub survivor;
  private HubProcess victim;
  private TcpProxy proxy;
  private BrowserContext context;

  @BeforeEach
  void start() throws IOException {
    String cluster = "chat-" + UUID.randomUUID();
    List<Integer> ports = FreePorts.next(HOST, 0, 2);
    survivor = TestHub.start(settings(cluster, ports, 0));
    victim = HubProcess.start(Map.of(), settings(cluster, ports, 1));
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> survivor.node().control().nodes().size() == 2);
    proxy = TcpProxy.to(victim.url().getPort());
    context = chromium.newContext();
  }

  private static String[] settings(String cluster, List<Integer> ports, int index) {
    return new String[] {
      "log.type=hazelcast",
      "cluster.enabled=true",
      "cluster.name=" + cluster,
      "cluster.host=" + HOST,
      "cluster.port=" + ports.get(index),
      "cluster.addresses=" + HOST + ":" + ports.get(0) + "," + HOST + ":" + ports.get(1),
      // One hub, so what one node lets in another one does, too.
      "authorization.audience=https://chat.example/.well-known/mercure"
    };
  }

  @AfterEach
  void stop() {
    context.close();
    proxy.close();
    victim.close();
    survivor.close();
  }

  @Test
  void talk_goesOn_whenANodeDies() {
    ChatPage alice = ChatPage.enter(context, survivor.url(), "Alice");
    ChatPage bob = ChatPage.enter(context, proxy.origin(), "Bob");
    assertThat(alice.people()).hasText(new String[] {"Alice (you)", "Bob"});
    assertThat(bob.people()).hasText(new String[] {"Alice", "Bob (you)"});
    bob.field().fill("H");
    assertThat(alice.typing()).hasText("Bob is typing…");
    bob.write("Hello");
    alice.write("Hello back");
    assertThat(alice.texts()).hasText(new String[] {"Hello", "Hello back"});
    assertThat(bob.texts()).hasText(new String[] {"Hello", "Hello back"});

    proxy.leadNowhere();
    victim.kill();
    assertThat(bob.connection()).hasText(Pattern.compile("Connection lost.*|Connecting…"));
    for (int i = 1; i <= 5; i++) {
      alice.write("missed " + i);
    }
    bob.write("written meanwhile");
    assertThat(bob.fates()).hasText("Sending…");
    assertThat(alice.fates()).hasCount(0);

    proxy.leadTo(survivor.port());
    List<String> expected = new ArrayList<>(List.of("Hello", "Hello back"));
    for (int i = 1; i <= 5; i++) {
      expected.add("missed " + i);
    }
    expected.add("written meanwhile");
    String[] all = expected.toArray(String[]::new);
    assertThat(alice.texts()).hasText(all);
    assertThat(bob.texts()).hasText(all);
    assertThat(bob.fates()).hasCount(0);
    assertThat(bob.connection()).hasText("Live");
    assertThat(bob.people()).hasText(new String[] {"Alice", "Bob (you)"});
    assertThat(bob.page().locator("#messages .missing")).hasCount(0);

    // Also the one who was at the node that died is gone: else Bob would still be here.
    bob.page().navigate("about:blank");
    assertThat(alice.people()).hasText(new String[] {"Alice (you)"});
    alice.page().navigate("about:blank");
    survivor.awaitNothingLeft();
    assertThat(alice.complaints()).isEmpty();
    assertThat(bob.complaints()).isEmpty();
  }
}
