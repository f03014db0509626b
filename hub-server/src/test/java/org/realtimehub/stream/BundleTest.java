package org.realtimehub.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.realtimehub.update.Frame;
import org.realtimehub.update.FrameFormat;

class BundleTest {

  private static final ByteBufAllocator ALLOCATOR = ByteBufAllocator.DEFAULT;

  private final Bundles bundles = new Bundles();
  private final Frame first = frame("data: 1\n\n");
  private final Frame second = frame("data: two €\n\n");
  private final Frame third = frame("x".repeat(70_000));

  private static Frame frame(String text) {
    return new Frame(Buffer.buffer(text));
  }

  private Bundle of(Frame... frames) {
    Bundle bundle = bundles.of(FrameFormat.SSE, frames[0]);
    for (int i = 1; i < frames.length; i++) {
      bundle = bundle.and(frames[i]);
    }
    return bundle;
  }

  private static String text(ByteBuf bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void connectionsWithTheSameFrames_shareOneBundle_andItsBytes() {
    Bundle one = of(first, second);
    assertThat(of(first, second)).isSameAs(one);
    assertThat(of(first, second).plain()).isSameAs(one.plain());
    assertThat(of(first, second).chunk(ALLOCATOR)).isSameAs(one.chunk(ALLOCATOR));
    bundles.endTurn();
  }

  @Test
  void readersOfAnotherFormat_doNotPartTheOthers() {
    Bundle one = of(first);
    bundles.of(FrameFormat.NDJSON, second);
    assertThat(of(first)).isSameAs(one);
  }

  @Test
  void bytes_areTheFramesInOrder() {
    Bundle bundle = of(second, first, third, first);
    String all = "data: two €\n\ndata: 1\n\n" + "x".repeat(70_000) + "data: 1\n\n";
    int length = all.getBytes(StandardCharsets.UTF_8).length;
    assertThat(bundle.length()).isEqualTo(length);
    assertThat(bundle.plain().toString()).isEqualTo(all);
    assertThat(text(bundle.chunk(ALLOCATOR)))
        .isEqualTo(Integer.toHexString(length) + "\r\n" + all + "\r\n");
    bundles.endTurn();
  }

  @Test
  void singleFrame_isNotCopied_whereItGoesOutAsItIs() {
    assertThat(of(first).plain()).isSameAs(first.bytes());
  }

  @Test
  void chunk_isReleasedWithTheTurn_butNotWhatASocketStillHolds() {
    ByteBuf chunk = of(first, second).chunk(ALLOCATOR);
    ByteBuf held = chunk.retainedDuplicate();
    bundles.endTurn();
    assertThat(chunk.refCnt()).isEqualTo(1);
    assertThat(text(held)).contains("data: 1");
    held.release();
    assertThat(chunk.refCnt()).isZero();
  }

  @Test
  void bundleThatOutlivesItsTurn_makesItsBytesAnew() {
    Bundle kept = of(first);
    ByteBuf before = kept.chunk(ALLOCATOR);
    bundles.endTurn();
    assertThat(before.refCnt()).isZero();
    assertThat(text(kept.and(second).chunk(ALLOCATOR))).contains("data: 1\n\ndata: two");
    assertThat(text(kept.chunk(ALLOCATOR))).isEqualTo("9\r\ndata: 1\n\n\r\n");
    bundles.endTurn();
  }
}
