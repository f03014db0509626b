package org.realtimehub.blackbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between a browser and the hub: leads to one node or to another, or nowhere, or holds
 * streams up.
 */
final class TcpProxy implements AutoCloseable {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int NOWHERE = 0;

  private final ServerSocket server;
  private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
  private volatile int port;

  private TcpProxy(ServerSocket server, int port) {
    this.server = server;
    this.port = port;
  }

  static TcpProxy to(int port) {
    try {
      TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, HERE), port);
      start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  URI origin() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
  }

  /** Where connections lead that are made from now on. */
  void leadTo(int otherPort) {
    port = otherPort;
  }

  /** Connections break, and those made from now on break at once. */
  void leadNowhere() {
    port = NOWHERE;
    passages.forEach(Passage::close);
  }

  /** Nothing passes through the event streams that are open, and nobody is told. */
  void holdUpStreams() {
    passages.stream().filter(passage -> passage.stream).forEach(passage -> passage.heldUp = true);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        int there = port;
        if (there == NOWHERE) {
          client.close();
        } else {
          open(client, there);
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void open(Socket client, int there) throws IOException {
    try {
      Passage passage = new Passage(client, new Socket(HERE, there));
      passages.add(passage);
      start(() -> passage.pass(passage.client, passage.node, false));
      start(() -> passage.pass(passage.node, passage.client, true));
    } catch (IOException e) {
      client.close();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    passages.forEach(Passage::close);
  }

  private final class Passage {

    private final Socket client;
    private final Socket node;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean stream;
    private volatile boolean heldUp;

    Passage(Socket client, Socket node) {
      this.client = client;
      this.node = node;
    }

    void pass(Socket from, Socket to, boolean answers) {
      byte[] bytes = new byte[16_384];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        int length;
        while ((length = in.read(bytes)) >= 0) {
          if (answers && !stream) {
            String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            // The header: scripts that pass here name the type, too.
            stream = text.toLowerCase(Locale.ROOT).contains("content-type: text/event-stream");
          }
          if (heldUp) {
            // Until the browser gives up on it.
            if (answers) {
              closed.await();
            }
            continue;
          }
          out.write(bytes, 0, length);
          out.flush();
        }
      } catch (IOException e) {
        // One of the two has closed.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        close();
      }
    }

    void close() {
      passages.remove(this);
      closed.countDown();
      for (Socket socket : new Socket[] {client, node}) {
        try {
          socket.close();
        } catch (IOException e) {
          // It is gone anyway.
        }
      }
    }
  }
}
