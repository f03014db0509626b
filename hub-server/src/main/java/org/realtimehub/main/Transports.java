package org.realtimehub.main;

import io.vertx.core.Vertx;
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

  private Transports() {}

  static Vertx vertx(HttpConfig http) {
    int loops = Settings.loops(http);
    Transport transport = choose(http);
    LOG.atDebug()
        .addKeyValue("loops", loops)
        .addKeyValue("transport", transport.name())
        .log("event loops");
    return Vertx.builder()
        .with(new VertxOptions().setEventLoopPoolSize(loops))
        .withTransport(
            new AcceptingTransport(
                transport, new FirstRequestDeadline.Acceptor(http.requestTimeout())))
        .build();
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
          .log("http.transport is not available on this machine, using nio");
    }
    return Transport.NIO;
  }

  /** The constants of transports that are not on the class path are null. */
  private static List<Transport> known(@Nullable Transport... transports) {
    return Arrays.stream(transports).filter(Objects::nonNull).toList();
  }
}
