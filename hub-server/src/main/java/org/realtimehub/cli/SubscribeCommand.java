package org.realtimehub.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "subscribe",
    description = "Print updates as they come; reconnects until it is told to stop.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SubscribeCommand implements Callable<Integer> {
  private final Shell shell;
  private final Backoff backoff = new Backoff();
  private final ObjectMapper json = new ObjectMapper();
  private int printed;

  @Parameters(paramLabel = "TOPIC", arity = "0..*", description = "Topics, * for all")
  private List<String> topics = new ArrayList<>();

  @Option(names = "--pattern", description = "URL pattern that topics match (repeatable)")
  private List<String> patterns = new ArrayList<>();

  @Option(
      names = "--last-event-id",
      paramLabel = "ID",
      description = "First replay what came after it; earliest for all that is kept")
  private String lastEventId = "";

  @Option(names = "--json", description = "One JSON object per line")
  private boolean asJson;

  @Option(names = "--count", paramLabel = "N", description = "Stop after so many updates")
  private int count;

  @Mixin private HubOptions hub = new HubOptions();

  SubscribeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    if (topics.isEmpty() && patterns.isEmpty()) {
      shell.err().println("hub subscribe: which topics? For example: hub subscribe '*'");
      return ExitCode.USAGE;
    }
    HttpClient client = HubOptions.client();
    for (Pause pause = attempt(client); pause != null; pause = attempt(client)) {
      Duration wait = backoff.next();
      wait = wait.compareTo(pause.atLeast()) < 0 ? pause.atLeast() : wait;
      shell.err().println(pause.reason() + "; again in " + wait.toMillis() + " ms");
      Thread.sleep(wait.toMillis());
    }
    return ExitCode.OK;
  }

  /** Why the stream is interrupted, and how long the hub wants to be left alone. */
  private record Pause(String reason, Duration atLeast) {}

  /** Null when there is nothing more to wait for. */
  private @Nullable Pause attempt(HttpClient client) throws CommandFailure, InterruptedException {
    try {
      HttpResponse<InputStream> response = client.send(request(), BodyHandlers.ofInputStream());
      if (response.statusCode() == 204) {
        shell.err().println("the hub asks not to come back");
        return null;
      }
      if (response.statusCode() != 200) {
        return new Pause(refused(response), retryAfter(response));
      }
      return print(response.body()) ? null : new Pause("the stream ended", Duration.ZERO);
    } catch (IOException e) {
      String reason = "cannot reach " + hub.url() + ": " + PublishCommand.reason(e);
      return new Pause(reason, Duration.ZERO);
    }
  }

  private HttpRequest request() throws CommandFailure {
    String query =
        new Form().addAll("match", topics).addAll("match_urlpattern", patterns).toString();
    HttpRequest.Builder request = hub.request(shell, query).header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return request.build();
  }

  /** Returns whether enough was printed. */
  private boolean print(InputStream stream) throws IOException {
    EventReader events = new EventReader(stream, lastEventId);
    backoff.succeeded(null);
    try (stream) {
      for (EventReader.Event event = events.next(); event != null; event = events.next()) {
        print(event);
        if (++printed == count) {
          return true;
        }
      }
      return false;
    } finally {
      lastEventId = events.lastEventId();
      backoff.succeeded(events.retry());
    }
  }

  private void print(EventReader.Event event) throws IOException {
    if (asJson) {
      ObjectNode object = json.createObjectNode();
      object.put("id", event.id()).put("type", event.type()).put("data", event.data());
      shell.out().println(json.writeValueAsString(object));
    } else {
      shell.out().println("id: " + event.id());
      shell.out().println("event: " + event.type());
      event.data().lines().forEach(line -> shell.out().println("data: " + line));
      shell.out().println();
    }
    shell.out().flush();
  }

  /** Says why to try again, or throws when trying again cannot help. */
  private String refused(HttpResponse<InputStream> response) throws IOException, CommandFailure {
    int status = response.statusCode();
    try (InputStream body = response.body()) {
      String reason =
          Refusal.explain(status, new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8));
      if (status < 500 && status != 408 && status != 429) {
        throw new CommandFailure(reason + hub.hint(shell, status));
      }
      return reason;
    }
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,5}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(Duration.ZERO);
  }
}
