package org.realtimehub.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the archive. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Hub.class.getPackage().getImplementationVersion();
    return new String[] {"hub " + Objects.requireNonNullElse(version, "(not packaged)")};
  }
}
