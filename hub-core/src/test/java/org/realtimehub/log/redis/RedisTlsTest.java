package org.realtimehub.log.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.update.Updates;

/** {@code rediss://}, with TLS ended before a Redis that may be built without it. */
final class RedisTlsTest extends RedisFixture {

  private static final SelfSignedCertificate CERTIFICATE =
      SelfSignedCertificate.create("localhost");

  @RegisterExtension static final RedisProcess redis = new RedisProcess("--save", "");

  private static int port;

  private String host = "localhost";
  private boolean trusting = true;

  @BeforeAll
  static void startProxy() throws Exception {
    NetServerOptions options =
        new NetServerOptions()
            .setHost("127.0.0.1")
            .setSsl(true)
            .setKeyCertOptions(CERTIFICATE.keyCertOptions());
    NetServer server = stores.vertx().createNetServer(options);
    NetClient client = stores.vertx().createNetClient();
    server.connectHandler(
        socket -> {
          socket.pause();
          client
              .connect(redis.port(), "127.0.0.1")
              .onSuccess(plain -> join(socket, plain))
              .onFailure(failure -> socket.close());
        });
    port = server.listen(0).await(20, TimeUnit.SECONDS).actualPort();
  }

  private static void join(NetSocket one, NetSocket other) {
    one.pipeTo(other);
    other.pipeTo(one);
  }

  @AfterAll
  static void forgetCertificate() {
    CERTIFICATE.delete();
  }

  @Override
  RedisTestSettings settings() {
    RedisTestSettings settings =
        RedisTestSettings.standalone(hub, URI.create("rediss://" + host + ":" + port));
    return trusting ? settings.authority(Path.of(CERTIFICATE.certificatePath())) : settings;
  }

  @Test
  void trustedCertificate_opensTheLog() throws Exception {
    assertThat(append(node(), Updates.of("a")).ids()).containsExactly("a");
    assertThat(append(node(), Updates.sized("b", 1 << 20)).batch().first()).isEqualTo(2);
  }

  @Test
  void certificateOfAnUnknownAuthority_isRefused() throws Exception {
    trusting = false;
    assertThat(failure(node().bounds()))
        .startsWith("Redis cannot be reached: ")
        .contains("unable to find valid certification path");
  }

  @Test
  void certificateOfAnotherHost_isRefused() throws Exception {
    host = "127.0.0.1";
    assertThat(failure(node().bounds()))
        .startsWith("Redis cannot be reached: ")
        .contains("No subject alternative names");
  }
}
