package org.realtimehub.blackbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is given, for what well-behaved clients never send. */
final class RawConnection implements AutoCloseable {

  private final Socket socket;

  private RawConnection(Socket socket) {
    this.socket = socket;
  }

  static RawConnection to(TestHub hub) {
    return to(hub.port());
  }

  static RawConnection to(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout((int) TestHub.PATIENCE.toMillis());
      socket.setTcpNoDelay(true);
      return new RawConnection(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One character, one byte. */
  RawConnection send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawConnection send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a GET that subscribes. */
  RawConnection subscribe(TestHub hub, String... parameters) {
    return send(
        "GET "
            + hub.url(parameters).getRawPath()
            + "?"
            + hub.url(parameters).getRawQuery()
            + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /** Reads until the text has come, and returns everything up to it. */
  String readUntil(String text) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    long deadline = System.nanoTime() + 3 * TestHub.PATIENCE.toNanos();
    try {
      InputStream in = socket.getInputStream();
      while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(text)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("only: " + read.toString(StandardCharsets.ISO_8859_1));
        }
        int b = in.read();
        if (b < 0) {
          throw new AssertionError(
              "the hub closed after: " + read.toString(StandardCharsets.ISO_8859_1));
        }
        read.write(b);
      }
      return read.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError("after: " + read.toString(StandardCharsets.ISO_8859_1), e);
    }
  }

  /** The response head. */
  String readHead() {
    return readUntil("\r\n\r\n");
  }

  /** Everything until the hub closes the connection, or resets it. */
  String readToEnd() {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(read);
    } catch (java.net.SocketException reset) {
      return read.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError("after: " + read.toString(StandardCharsets.ISO_8859_1), e);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** Breaks off with a TCP reset instead of closing in order. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Socket socket() {
    return socket;
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
