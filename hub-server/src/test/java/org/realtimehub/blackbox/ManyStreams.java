package org.realtimehub.blackbox;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * As many subscribers as one HTTP/2 connection has streams (RFC 9113), without anything for each:
 * its frames are written ready, and what comes is thrown away.
 */
final class ManyStreams implements AutoCloseable {

  /** What the hub allows on a connection. */
  static final int STREAMS = 1_000;

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM_AND_HEADERS = 5;
  private static final int ACK = 1;

  private final RawConnection connection;
  private final Thread reader = new Thread(this::read, "many-streams");

  private ManyStreams(RawConnection connection) {
    this.connection = connection;
    reader.setDaemon(true);
  }

  static ManyStreams subscribe(TestHub hub, String... parameters) {
    ManyStreams streams = new ManyStreams(RawConnection.to(hub));
    byte[] block =
        headers(hub.url().getRawPath() + "?" + hub.url(parameters).getRawQuery(), hub.port());
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeBytes(PREFACE);
      frame(out, SETTINGS, 0, 0, new byte[0]);
      frame(out, SETTINGS, ACK, 0, new byte[0]);
      // What comes for all of them is more than a connection's first window.
      frame(out, WINDOW_UPDATE, 0, 0, new byte[] {0x40, 0, 0, 0});
      for (int i = 0; i < STREAMS; i++) {
        frame(out, HEADERS, END_STREAM_AND_HEADERS, 2 * i + 1, block);
      }
      streams.connection.send(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    streams.reader.start();
    return streams;
  }

  private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    out.writeByte(payload.length >> 16);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
  }

  /** GET, http, a path and an authority: from the static table, or literal (RFC 7541). */
  private static byte[] headers(String path, int port) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x82);
    block.write(0x86);
    literal(block, 4, path);
    literal(block, 1, "localhost:" + port);
    return block.toByteArray();
  }

  private static void literal(ByteArrayOutputStream block, int name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length >= 127) {
      throw new IllegalArgumentException("too long for one byte of length: " + value);
    }
    block.write(name);
    block.write(bytes.length);
    block.writeBytes(bytes);
  }

  private void read() {
    byte[] buffer = new byte[65_536];
    try {
      connection.socket().setSoTimeout(0);
      InputStream in = connection.socket().getInputStream();
      int read;
      do {
        read = in.read(buffer);
      } while (read >= 0);
    } catch (IOException e) {
      // It was closed.
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
