package org.realtimehub.log.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a script is called with, in the order in which it expects it. */
final class Arguments {

  private final List<byte[]> list = new ArrayList<>();

  Arguments add(String text) {
    return add(text.getBytes(UTF_8));
  }

  Arguments add(long number) {
    return add(Long.toString(number));
  }

  Arguments add(byte[] bytes) {
    list.add(bytes);
    return this;
  }

  /** Something that no call had before: scripts must not make up anything themselves. */
  Arguments addRandom() {
    return add(UUID.randomUUID().toString());
  }

  List<byte[]> list() {
    return list;
  }
}
