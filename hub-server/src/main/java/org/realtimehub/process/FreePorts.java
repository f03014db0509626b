package org.realtimehub.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds ports that nobody listens on; another process may take one before it is used. */
public final class FreePorts {

  private static final int LAST = 65_535;

  private FreePorts() {}

  /**
   * The next free ports from one on, in order.
   *
   * @param host address to listen on
   * @param from the first that is tried, 0 for any
   * @throws IOException when there are not so many, or the host is none of this machine
   */
  public static List<Integer> next(String host, int from, int count) throws IOException {
    InetAddress address = InetAddress.getByName(host);
    List<ServerSocket> taken = new ArrayList<>();
    try {
      for (int port = from; taken.size() < count && port <= LAST; port += from == 0 ? 0 : 1) {
        tryTake(address, port, taken);
      }
      if (taken.size() < count) {
        throw new IOException("no " + count + " free ports from " + from + " on at " + host);
      }
      return taken.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }

  private static void tryTake(InetAddress address, int port, List<ServerSocket> taken)
      throws IOException {
    try {
      taken.add(new ServerSocket(port, 1, address));
    } catch (IOException e) {
      if (port == 0) {
        throw e;
      }
    }
  }
}
