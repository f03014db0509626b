package org.realtimehub.main;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.vertx.core.transport.Transport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A transport whose servers have a handler of ours on their listening channels, the one place from
 * which every accepted connection can be seen. Otherwise the transport it was given.
 */
record AcceptingTransport(Transport transport, ChannelHandler acceptor) implements Transport {

  @Override
  public String name() {
    return transport.name();
  }

  @Override
  public boolean available() {
    return transport.available();
  }

  @Override
  public @Nullable Throwable unavailabilityCause() {
    return transport.unavailabilityCause();
  }

  /** A proxy, so that no default method of the interface is missed. */
  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    Class<io.vertx.core.spi.transport.Transport> type = io.vertx.core.spi.transport.Transport.class;
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> invoke(method, arguments)));
  }

  private @Nullable Object invoke(Method method, @Nullable Object[] arguments) throws Throwable {
    if (method.getName().equals("configure")
        && arguments[arguments.length - 1] instanceof ServerBootstrap server) {
      server.handler(acceptor);
    }
    try {
      return method.invoke(transport.implementation(), arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
