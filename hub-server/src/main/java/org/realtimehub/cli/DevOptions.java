package org.realtimehub.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.ConfigSources;
import org.realtimehub.config.ConfigSources.Flag;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a development hub can be told: of one node, or of several. */
final class DevOptions {
  private static final int MOST_NODES = 7;

  @Option(
      names = "--cluster",
      paramLabel = "N",
      description = "Start N nodes, each a process of its own, for a first look at a cluster")
  private @Nullable Integer cluster;

  @Option(names = "--until-input-ends", hidden = true)
  private boolean untilInputEnds;

  @Mixin private SettingOptions settings = new SettingOptions();

  int start(Shell shell, NodeStarter starter) throws Exception {
    Integer size = cluster;
    if (size != null) {
      return cluster(size, shell);
    }
    if (untilInputEnds) {
      Thread watch = new Thread(() -> exitAfterInput(shell), "input");
      watch.setDaemon(true);
      watch.start();
    }
    return NodeCommand.run(shell, starter, sources(shell, settings.flags()));
  }

  private static ConfigSources sources(Shell shell, List<Flag> flags) {
    return new ConfigSources(true, null, shell.environment(), flags);
  }

  /** More than half of the nodes must be together: what an operator of a cluster should have. */
  private int cluster(int size, Shell shell) throws Exception {
    if (size < 1 || size > MOST_NODES) {
      throw new CommandFailure("--cluster: expected 1 to " + MOST_NODES + " nodes, got " + size);
    }
    List<Flag> flags = new ArrayList<>();
    flags.add(new Flag("--cluster", "cluster.enabled", "true"));
    flags.add(new Flag("--cluster", "log.type", "hazelcast"));
    flags.add(new Flag("--cluster", "cluster.minimum-size", Integer.toString(size / 2 + 1)));
    flags.addAll(settings.flags());
    return NodeCommand.run(
        shell,
        (config, origins, development) -> new LocalCluster(shell, config, flags, size).run(),
        sources(shell, flags));
  }

  /** The process that started this node is gone when its input ends. */
  private static void exitAfterInput(Shell shell) {
    try {
      shell.in().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      shell.err().println("hub: the input cannot be read: " + e.getMessage());
    }
    System.exit(0);
  }
}
