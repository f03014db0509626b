package org.realtimehub.log.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A script that runs inside Redis, which keeps it under its digest until it restarts. */
final class LuaScript {

  private final String text;
  private final String digest;

  private LuaScript(String text) {
    this.text = text;
    this.digest = sha1(text);
  }

  /** One of this package's resources. */
  static LuaScript of(String name) {
    try (InputStream resource = LuaScript.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("the script " + name + " is missing");
      }
      return new LuaScript(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For a server that has seen the script before. */
  Request byDigest(List<String> keys, List<byte[]> arguments) {
    return request(Command.EVALSHA, digest, keys, arguments);
  }

  Request byText(List<String> keys, List<byte[]> arguments) {
    return request(Command.EVAL, text, keys, arguments);
  }

  private static Request request(
      Command command, String script, List<String> keys, List<byte[]> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  private static String sha1(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-1", e);
    }
  }
}
