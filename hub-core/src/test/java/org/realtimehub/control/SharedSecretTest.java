package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.realtimehub.cluster.MemorySharedMap;
import org.realtimehub.cluster.SharedMap;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.update.Position;

final class SharedSecretTest {

  private static final Position POSITION = new Position("epoch", 7);

  private final SharedMap map = new MemorySharedMap(InstantSource.system());

  private Map<String, String> all() {
    return map.all().result();
  }

  private static void assertUnderstandEachOther(PositionTokens one, PositionTokens another) {
    assertThat(another.decode(one.encode(POSITION), "epoch")).contains(POSITION);
    assertThat(one.decode(another.encode(POSITION), "epoch")).contains(POSITION);
  }

  @Test
  void nodes_understandEachOther_andNobodyElse() {
    SharedSecret first = SharedSecret.in(map).result();
    SharedSecret second = SharedSecret.in(map).result();
    assertUnderstandEachOther(first.tokens(), second.tokens());
    SharedSecret other = SharedSecret.in(new MemorySharedMap(InstantSource.system())).result();
    assertThat(other.tokens().decode(first.tokens().encode(POSITION), "epoch")).isEmpty();
  }

  @Test
  void secretThatTheMapLost_isPutBack_andTokensStay() {
    SharedSecret secret = SharedSecret.in(map).result();
    String token = secret.tokens().encode(POSITION);
    map.remove(SharedSecret.KEY);
    secret.check(all());
    assertThat(all()).containsKey(SharedSecret.KEY);
    assertThat(secret.tokens().decode(token, "epoch")).contains(POSITION);
    assertUnderstandEachOther(secret.tokens(), SharedSecret.in(map).result().tokens());
  }

  @Test
  void newNodeThatCameBeforeItWasPutBack_isFollowedByTheOthers() {
    SharedSecret before = SharedSecret.in(map).result();
    Map<String, String> lost = Map.of();
    map.remove(SharedSecret.KEY);
    SharedSecret after = SharedSecret.in(map).result();
    before.check(lost);
    assertUnderstandEachOther(before.tokens(), after.tokens());
    SharedSecret third = SharedSecret.in(map).result();
    map.put(SharedSecret.KEY, "another", SharedMap.NEVER);
    third.check(all());
    before.check(all());
    assertUnderstandEachOther(before.tokens(), third.tokens());
  }
}
