package org.realtimehub.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is: the peer, or, when the peer is a trusted proxy, the nearest address in
 * {@code X-Forwarded-For} that is none.
 */
public final class ClientAddress {

  private final List<IpSubnetFilterRule> trusted = new ArrayList<>();

  /**
   * @param proxies addresses or CIDR blocks
   */
  public ClientAddress(List<String> proxies) {
    for (String proxy : proxies) {
      int slash = proxy.indexOf('/');
      String address = slash < 0 ? proxy : proxy.substring(0, slash);
      int bits = address.indexOf(':') < 0 ? 32 : 128;
      int prefix = slash < 0 ? bits : Integer.parseInt(proxy.substring(slash + 1));
      trusted.add(new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT));
    }
  }

  public String of(HttpServerRequest request) {
    String peer = request.remoteAddress().hostAddress();
    if (peer == null) {
      return "unknown";
    }
    if (trusted.isEmpty()) {
      return peer;
    }
    String nearest = peer;
    List<String> hops =
        List.of(String.join(",", request.headers().getAll("X-Forwarded-For")).split(",", -1));
    for (int i = hops.size() - 1; i >= 0 && isTrusted(nearest); i--) {
      InetAddress hop = parse(hops.get(i).trim());
      if (hop == null) {
        break;
      }
      nearest = hop.getHostAddress();
    }
    return nearest;
  }

  private boolean isTrusted(String address) {
    InetAddress parsed = parse(address);
    if (parsed == null) {
      return false;
    }
    InetSocketAddress socketAddress = new InetSocketAddress(parsed, 0);
    return trusted.stream().anyMatch(rule -> rule.matches(socketAddress));
  }

  /** Never asks a name server. */
  private static @Nullable InetAddress parse(String address) {
    return NetUtil.createInetAddressFromIpAddressString(address);
  }
}
