package org.realtimehub.blackbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages requests at random, the same way for the same random numbers. */
final class Mutator {

  private static final int EDGE = 150;

  private static final List<String> PIECES =
      List.of(
          "\r\n",
          "\r\n\r\n",
          "\n",
          "\0",
          "%",
          "%00",
          "%80",
          "%zz",
          "&",
          "=",
          "+",
          "#",
          "?",
          "//",
          "/..",
          "*",
          ":",
          ";",
          ",",
          "\"",
          "\\",
          "{",
          "}",
          "(",
          "[",
          "|",
          "\u00ff",
          "\u0080",
          " ",
          "\t",
          "-1",
          "0",
          "99999999999999999999",
          "Content-Length: 5\r\n",
          "Host: \r\n",
          "Transfer-Encoding: chunked\r\n",
          "Expect: 100-continue\r\n",
          "Connection: close\r\n",
          "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n",
          "Upgrade: websocket\r\nConnection: Upgrade\r\n",
          "Last-Event-ID: earliest\r\n",
          "Cookie: mercureAuthorization=a.b.c; =; ;\r\n",
          "Accept: application/json\r\n",
          "Origin: null\r\n",
          "HTTP/1.0",
          "HTTP/2.0",
          "HEAD",
          "QUERY",
          "match_urlpattern=",
          "match=",
          "topic={a",
          "id=",
          "retry=",
          "ttl=",
          "exclude=",
          "idempotency_key=",
          "limit=");

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  byte[] mutate(byte[] request) {
    byte[] mutant = request;
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      mutant = once(mutant);
    }
    return mutant;
  }

  private byte[] once(byte[] request) {
    int at = position(request.length);
    int to = Math.min(request.length, at + 1 + random.nextInt(16));
    byte[] part = Arrays.copyOfRange(request, at, to);
    return switch (random.nextInt(7)) {
      case 0 -> join(request, at, new byte[] {(byte) random.nextInt(256)}, Math.min(at + 1, to));
      case 1 -> join(request, at, new byte[0], to);
      case 2 -> join(request, to, part, to);
      case 3 -> join(request, at, piece(), at);
      case 4 -> join(request, at, piece(), to);
      case 5 -> random.nextInt(4) == 0 ? Arrays.copyOf(request, at) : request;
      default -> otherDigit(request, at);
    };
  }

  /** More often at the ends, where line, fields and body are, than in the token between. */
  private int position(int length) {
    int edge = Math.min(length, EDGE);
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(length + 1);
      case 1 -> random.nextInt(edge + 1);
      default -> length - random.nextInt(edge + 1);
    };
  }

  private byte[] piece() {
    return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Changes the next digit, so a length, a version or an escape. */
  private byte[] otherDigit(byte[] request, int from) {
    byte[] changed = request.clone();
    for (int i = from; i < changed.length; i++) {
      if (changed[i] >= '0' && changed[i] <= '9') {
        changed[i] = (byte) ('0' + random.nextInt(10));
        break;
      }
    }
    return changed;
  }

  private static byte[] join(byte[] request, int headEnd, byte[] middle, int tailStart) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(request, 0, headEnd);
    joined.writeBytes(middle);
    joined.write(request, tailStart, request.length - tailStart);
    return joined.toByteArray();
  }
}
