package org.realtimehub.log.redis;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the Redis of a hub is.
 *
 * @param hub name of the hub; hubs of different names share a Redis without seeing each other
 * @param addresses {@code redis://host:port}, or {@code rediss://} for TLS, without anything else:
 *     the server, the sentinels, or some nodes of the Redis Cluster
 * @param login also used with sentinels, empty where Redis asks for none
 * @param database from 0 on; a Redis Cluster has only 0
 * @param master what sentinels call the primary
 * @param authority PEM file with who may sign the servers' certificates, empty for those that Java
 *     trusts
 * @param timeout after which a call that has no answer fails, at least a millisecond
 */
public record RedisSettings(
    String hub,
    Mode mode,
    List<URI> addresses,
    Optional<Login> login,
    int database,
    String master,
    Optional<Path> authority,
    Duration timeout) {

  /** How the Redis is made. */
  public enum Mode {
    /** One server. */
    STANDALONE,
    /** A primary and replicas, watched by sentinels that are asked which is which. */
    SENTINEL,
    /** Redis Cluster; the hub lies in one of its slots. */
    CLUSTER
  }

  /**
   * Who the hub is to Redis.
   *
   * @param username empty for the user that Redis calls {@code default}
   */
  public record Login(Optional<String> username, String password) {

    @Override
    public String toString() {
      return "Login[username=" + username + ", password=***]";
    }
  }

  public RedisSettings {
    addresses = List.copyOf(addresses);
    addresses.forEach(RedisSettings::check);
    require(!hub.isEmpty() && !hub.matches(".*[{}\\s].*"), "hub is no name for keys: " + hub);
    require(!addresses.isEmpty(), "there is no address");
    require(
        addresses.stream().map(URI::getScheme).distinct().count() == 1,
        "either all addresses begin with rediss:// or none does");
    require(
        mode != Mode.STANDALONE || addresses.size() == 1, "a standalone server has one address");
    require(database >= 0, "database is negative: " + database);
    require(mode != Mode.CLUSTER || database == 0, "a Redis Cluster has only database 0");
    require(mode != Mode.SENTINEL || !master.isEmpty(), "sentinels want the name of a master");
    require(timeout.toMillis() > 0, "timeout is too short: " + timeout);
  }

  boolean tls() {
    return "rediss".equals(addresses.get(0).getScheme());
  }

  /** The braces make a Redis Cluster keep all keys of a hub in one slot, as scripts need it. */
  String key(String name) {
    return "hub:{" + hub + "}:" + name;
  }

  /** Does not repeat the address: somebody may have put a password into it. */
  private static void check(URI address) {
    require(
        Set.of("redis", "rediss").contains(String.valueOf(address.getScheme()))
            && address.getHost() != null
            && address.getRawUserInfo() == null
            && Set.of("", "/").contains(address.getRawPath())
            && address.getRawQuery() == null
            && address.getRawFragment() == null,
        "an address is not of the form redis://host:port or rediss://host:port");
  }

  private static void require(boolean kept, String message) {
    if (!kept) {
      throw new IllegalArgumentException(message);
    }
  }
}
