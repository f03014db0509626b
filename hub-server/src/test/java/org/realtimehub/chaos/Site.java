package org.realtimehub.chaos;

import java.net.URI;
import java.util.List;

/**
 * Where one node runs.
 *
 * @param prefix command that runs another one there
 * @param host at which clients reach it
 * @param clusterAddress {@code host:port} at which other nodes reach it
 */
record Site(List<String> prefix, String host, int port, int adminPort, String clusterAddress) {

  URI url() {
    return URI.create("http://" + host + ":" + port + "/.well-known/mercure");
  }

  URI admin() {
    return URI.create("http://" + host + ":" + adminPort);
  }

  /** Settings that make a node be there. */
  List<String> settings() {
    int colon = clusterAddress.lastIndexOf(':');
    return List.of(
        "http.host=" + host,
        "http.port=" + port,
        "admin.host=" + host,
        "admin.port=" + adminPort,
        "cluster.host=" + clusterAddress.substring(0, colon),
        "cluster.port=" + clusterAddress.substring(colon + 1));
  }
}
