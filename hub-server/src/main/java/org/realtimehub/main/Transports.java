package org.realtimehub.main;

import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.HttpConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes Vert.x with the wanted number of event loops on the wanted transport. */
final class Transports {

  private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

  static {
    // Netty reads these once, when its classes are first used. When one turn of a loop writes to
    // more connections than the queue holds, by default 128, the kernel's answers overflow: nothing
    // is lost, but each time costs a warning and, with thousands of connections, speed.
    setUnlessSet("io.netty.iouring.ringSize", "32768");
    setUnlessSet("io.netty.iouring.cqSize", "65536");
  }

  /** Newcomers of one turn: some milliseconds' work. */
  private static final int ENTERING_PER_LOOP = 8;

  private Transports() {}

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * @param options to which the number of event loops is added
   */
  static VertxBuilder builder(HttpConfig http, VertxOptions options) {
    int loops = Settings.loops(http);
    Transport transport = choose(http);
    LOG.atDebug()
        .addKeyValue("loops", loops)
        .addKeyValue("transport", transport.name())
        .log("event loops");
    return Vertx.builder()
        .with(options.setEventLoopPoolSize(loops))
        .withTransport(
            new AcceptingTransport(
                transport, new Entrance(http.requestTimeout(), loops * ENTERING_PER_LOOP)));
  }

  /** Native transports are missing on some platforms and forbidden in some containers. */
  private static Transport choose(HttpConfig http) {
    List<Transport> wanted =
        switch (http.transport()) {
          case AUTO -> known(Transport.EPOLL, Transport.KQUEUE);
          case EPOLL -> known(Transport.EPOLL);
          case IO_URING -> known(Transport.IO_URING);
          case NIO -> List.of(Transport.NIO);
        };
    for (Transport transport : wanted) {
      if (transport.available()) {
        return transport;
      }
    }
    if (http.transport() != org.realtimehub.config.Transport.AUTO) {
      LOG.atWarn()
          .addKeyValue("wanted", http.transport())
          .addKeyValue("because", wanted.stream().map(Transports::whyNot).toList())
          .log("http.transport is not available on this machine, using nio");
    }
    return Transport.NIO;
  }

  /** The innermost cause: the others only say that something was not available. */
  private static String whyNot(Transport transport) {
    Throwable cause = transport.unavailabilityCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause);
  }

  /** The constants of transports that are not on the class path are null. */
  private static List<Transport> known(@Nullable Transport... transports) {
    return Arrays.stream(transports).filter(Objects::nonNull).toList();
  }
}
