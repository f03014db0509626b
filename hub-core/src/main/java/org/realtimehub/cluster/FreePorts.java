package org.realtimehub.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds ports that nobody listens on; another process may take one before it is used. Any thread.
 */
public final class FreePorts {

  /**
   * Any port is one of these. They are below those that systems give to outgoing connections, of
   * which there may be thousands a second: one of them would take the port that was just found. And
   * 10,000 above them there are others, since there a node of a Redis cluster listens, too.
   */
  private static final int ANY_FIRST = 10_000;

  private static final int ANY_COUNT = 12_000;
  private static final int LAST = 65_535;

  /** Where the next search begins, so that what was just found is not found again. */
  private static final AtomicInteger ANY_NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(ANY_COUNT));

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
    // Else every port would seem to be taken.
    new ServerSocket(0, 1, address).close();
    List<ServerSocket> taken = new ArrayList<>();
    try {
      int tries = from == 0 ? ANY_COUNT : LAST - from + 1;
      for (int i = 0; taken.size() < count && i < tries; i++) {
        tryTake(address, from == 0 ? any() : from + i, taken);
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

  private static int any() {
    return ANY_FIRST + Math.floorMod(ANY_NEXT.getAndIncrement(), ANY_COUNT);
  }

  private static void tryTake(InetAddress address, int port, List<ServerSocket> taken)
      throws IOException {
    try {
      taken.add(new ServerSocket(port, 1, address));
    } catch (BindException e) {
      // Not free: the next one is tried.
    }
  }
}
