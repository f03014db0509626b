package org.realtimehub.blackbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that sends exactly the bytes it is given, for what well-behaved clients never send. */
final class RawConnection implements AutoCloseable {

  /** One byte, one character. */
  private static final class Received extends ByteArrayOutputStream {

    boolean endsWith(byte[] end) {
      return count >= end.length
          && Arrays.equals(buf, count - end.length, count, end, 0, end.length);
    }

    String text() {
      return toString(StandardCharsets.ISO_8859_1);
    }
  }

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
    byte[] end = text.getBytes(StandardCharsets.ISO_8859_1);
    Received read = new Received();
    long deadline = System.nanoTime() + 3 * TestHub.PATIENCE.toNanos();
    try {
      InputStream in = socket.getInputStream();
      while (!read.endsWith(end)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("only: " + read.text());
        }
        int b = in.read();
        if (b < 0) {
          throw new AssertionError("the hub closed after: " + read.text());
        }
        read.write(b);
      }
      return read.text();
    } catch (IOException e) {
      throw new AssertionError("after: " + read.text(), e);
    }
  }

  /** The response head. */
  String readHead() {
    return readUntil("\r\n\r\n");
  }

  /** Everything until the hub closes the connection, or resets it. */
  String readToEnd() {
    Received read = new Received();
    try {
      socket.getInputStream().transferTo(read);
    } catch (java.net.SocketException reset) {
      return read.text();
    } catch (IOException e) {
      throw new AssertionError("after: " + read.text(), e);
    }
    return read.text();
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
