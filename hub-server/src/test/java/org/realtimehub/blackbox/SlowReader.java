package org.realtimehub.blackbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A subscriber that reads when the test tells it to, through a socket that holds little. */
final class SlowReader implements AutoCloseable {

  private static final int RECEIVE_BUFFER = 4 << 10;
  private static final Pattern ID = Pattern.compile("(?m)^id: ([^#].*)$");

  private final Socket socket;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  private SlowReader(Socket socket) {
    this.socket = socket;
  }

  static SlowReader subscribe(TestHub hub, @Nullable String token, String... parameters) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.port()));
      socket.setSoTimeout((int) TestHub.PATIENCE.toMillis());
      String request =
          "GET "
              + hub.url().getRawPath()
              + "?"
              + hub.url(parameters).getRawQuery()
              + " HTTP/1.1\r\nHost: localhost\r\n"
              + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new SlowReader(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until what was read satisfies the condition. */
  SlowReader readUntil(Predicate<String> enough) {
    try {
      InputStream in = socket.getInputStream();
      byte[] some = new byte[16 << 10];
      while (!enough.test(text())) {
        int count = in.read(some);
        if (count < 0) {
          throw new AssertionError("the hub closed");
        }
        read.write(some, 0, count);
      }
      return this;
    } catch (IOException e) {
      throw new AssertionError("after " + read.size() + " bytes", e);
    }
  }

  /** Reads what comes until the hub closes, in order or not. */
  SlowReader readToEnd() {
    try {
      socket.getInputStream().transferTo(read);
    } catch (java.net.SocketException reset) {
      return this;
    } catch (IOException e) {
      throw new AssertionError("after " + read.size() + " bytes", e);
    }
    return this;
  }

  /** What was read, without the frames of HTTP's chunked coding. */
  String text() {
    String all = read.toString(StandardCharsets.ISO_8859_1);
    return all.replaceAll("\r\n[0-9a-f]+\r\n", "");
  }

  /** Ids of the events that were read. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ID.matcher(text());
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  int localPort() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
