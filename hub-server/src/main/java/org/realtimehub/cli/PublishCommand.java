package org.realtimehub.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
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

@Command(
    name = "publish",
    description = "Publish an update and print its id.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PublishCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Shell shell;

  @Option(
      names = "--topic",
      required = true,
      description = "The topic, and its alternates (repeatable)")
  private List<String> topics = new ArrayList<>();

  @Option(names = "--data", description = "The content (default, and -: standard input)")
  private @Nullable String data;

  @Option(names = "--private", description = "Only for subscribers who are granted the topic")
  private boolean secret;

  @Option(names = "--id", description = "Its id (default: the hub makes one)")
  private @Nullable String id;

  @Option(names = "--type", description = "Its event type")
  private @Nullable String type;

  @Option(names = "--retry", paramLabel = "MS", description = "Reconnection time for clients")
  private @Nullable String retry;

  @Option(names = "--ttl", paramLabel = "SECONDS", description = "How long it is kept")
  private @Nullable String ttl;

  @Option(names = "--ephemeral", description = "Deliver it, do not keep it")
  private boolean ephemeral;

  @Mixin private HubOptions hub = new HubOptions();

  PublishCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    HttpResponse<String> response;
    try {
      response =
          HubOptions.client()
              .send(
                  hub.request(shell, "")
                      .timeout(TIMEOUT)
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(BodyPublishers.ofString(form()))
                      .build(),
                  BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CommandFailure("cannot reach " + hub.url() + ": " + reason(e));
    }
    if (response.statusCode() != 200) {
      throw new CommandFailure(
          Refusal.explain(response.statusCode(), response.body())
              + hub.hint(shell, response.statusCode()));
    }
    shell.out().println(response.body());
    return ExitCode.OK;
  }

  static String reason(IOException e) {
    if (e instanceof ConnectException) {
      return "nothing answers there, is the hub running?";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private String form() throws IOException {
    return new Form()
        .addAll("topic", topics)
        .add("data", content())
        .add("private", secret ? "on" : null)
        .add("id", id)
        .add("type", type)
        .add("retry", retry)
        .add("ttl", ttl)
        .add("ephemeral", ephemeral ? "on" : null)
        .toString();
  }

  private String content() throws IOException {
    return data == null || data.equals("-")
        ? new String(shell.in().readAllBytes(), StandardCharsets.UTF_8)
        : data;
  }
}
