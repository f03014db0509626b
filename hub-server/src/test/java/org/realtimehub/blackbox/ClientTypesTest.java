package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The types of the client library, as TypeScript's own compiler reads them. */
@Timeout(120)
class ClientTypesTest {

  private static final Path USAGE = Path.of("..", "hub-client", "test", "types");
  private static final String WEBJAR = "/META-INF/resources/webjars/typescript";

  @TempDir private Path temporary;

  @Test
  void declarations_compile_withEveryUse_andPermitNoWrongOne() throws Exception {
    Path compiler = unpackCompiler();
    Process process = node(compiler.toString(), "--project", USAGE.toString(), "--pretty", "false");
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static Process node(String... arguments) throws IOException {
    String[] command =
        Stream.concat(Stream.of("node"), Stream.of(arguments)).toArray(String[]::new);
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError("no node found: install Node.js, 18 or later, as ./check does", e);
    }
  }

  /** The compiler, and beside it what it knows of the language and of browsers. */
  private Path unpackCompiler() throws IOException, URISyntaxException {
    URL webjar = ClientTypesTest.class.getResource(WEBJAR);
    assertThat(webjar).as("TypeScript on the class path").isNotNull();
    URI jar = webjar.toURI();
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
        Stream<Path> versions = Files.list(files.getPath(WEBJAR))) {
      Path from = versions.findFirst().orElseThrow();
      try (Stream<Path> library = Files.list(from.resolve("lib"))) {
        for (Path file : library.filter(ClientTypesTest::isNeeded).toList()) {
          Files.copy(file, temporary.resolve(file.getFileName().toString()));
        }
      }
    }
    return temporary.resolve("tsc.js");
  }

  private static boolean isNeeded(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith("tsc.js") || (name.startsWith("lib.") && name.endsWith(".d.ts"));
  }
}
