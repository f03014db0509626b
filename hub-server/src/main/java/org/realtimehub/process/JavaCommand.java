package org.realtimehub.process;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command that runs this program once more: with the same Java and the same class path. */
public final class JavaCommand {

  /** A debugger or profiler of this process is not meant for another. */
  private static final Pattern AGENTS =
      Pattern.compile("-agentlib:.*|-agentpath:.*|-javaagent:.*|-Xdebug|-Xrun.*");

  private JavaCommand() {}

  /**
   * @param flags of the virtual machine
   * @param arguments of the hub's command line
   */
  public static List<String> hub(List<String> flags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    String classPath = System.getProperty("java.class.path", "");
    if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
      // The jar says which parts of Java are open to it.
      command.addAll(List.of("-jar", classPath));
    } else {
      command.addAll(List.of("-cp", classPath, "org.realtimehub.cli.Hub"));
    }
    command.addAll(arguments);
    return command;
  }

  /** The flags that this process's own virtual machine was started with. */
  public static List<String> ownFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !AGENTS.matcher(argument).matches())
        .toList();
  }
}
