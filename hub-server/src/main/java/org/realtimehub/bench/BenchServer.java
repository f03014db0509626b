package org.realtimehub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.realtimehub.config.ConfigLoader;
import org.realtimehub.config.ConfigResult;
import org.realtimehub.config.ConfigSources;
import org.realtimehub.config.ConfigSources.Flag;
import org.realtimehub.config.FreshToken;
import org.realtimehub.config.HubConfig;
import org.realtimehub.main.Node;
import org.realtimehub.main.StartException;

/**
 * The process under test: says where it listens, obeys the few words of {@link ServerProcess}, and
 * ends when its standard input does, so that it cannot outlive whoever started it.
 */
public final class BenchServer {

  static final String READY = "ready";
  static final String USE_UP = "use up";
  static final String USED_UP = "used up";

  /** So large that no limit of the configuration is met before one of the machine. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "demo", "false",
          "http.port", "0",
          "admin.port", "0",
          "http.keep-alive", "1h",
          "connections.max", "1000000",
          "history.max-events", "1000000",
          "history.max-bytes", "256MiB",
          "subscribe.max-matchers", "10000");

  private BenchServer() {}

  /**
   * Serves until the input ends.
   *
   * @param bare whether it is the baseline and no hub
   * @param settings keys of the configuration, over those the benchmark needs
   * @param environment in which the token is that the benchmark reads its metrics with
   */
  public static void serve(
      boolean bare,
      int eventLoops,
      Map<String, String> settings,
      Map<String, String> environment,
      InputStream in,
      PrintWriter out)
      throws BenchException, IOException {
    out.println(READY + " " + (bare ? bare(eventLoops) : hub(eventLoops, settings, environment)));
    out.flush();
    BufferedReader words = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String word = words.readLine(); word != null; word = words.readLine()) {
      if (word.equals(USE_UP)) {
        YoungGeneration.useUp();
        out.println(USED_UP);
        out.flush();
      }
    }
  }

  private static String bare(int eventLoops) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    BareServer.start(port, eventLoops);
    return "http://127.0.0.1:" + port + "/";
  }

  private static String hub(
      int eventLoops, Map<String, String> settings, Map<String, String> environment)
      throws BenchException {
    Map<String, String> all = new LinkedHashMap<>(LIMITS);
    all.put("http.event-loops", Integer.toString(eventLoops));
    all.putAll(settings);
    List<Flag> flags =
        all.entrySet().stream()
            .map(key -> new Flag("--set " + key.getKey(), key.getKey(), key.getValue()))
            .toList();
    ConfigResult result =
        ConfigLoader.load(new ConfigSources(true, null, FreshToken.in(environment), flags));
    if (result instanceof ConfigResult.Invalid invalid) {
      throw new BenchException(invalid.problems().toString());
    }
    HubConfig config = ((ConfigResult.Loaded) result).config();
    try {
      Node node = Node.start(config);
      String path = URI.create(node.config().url()).getRawPath();
      return "http://127.0.0.1:%d%s http://127.0.0.1:%d/metrics"
          .formatted(node.port(), path, node.adminPort());
    } catch (StartException e) {
      throw new BenchException(String.valueOf(e.getMessage()), e);
    }
  }
}
