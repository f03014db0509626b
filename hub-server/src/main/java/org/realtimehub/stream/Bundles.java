package org.realtimehub.stream;

import java.util.ArrayList;
import java.util.List;
import org.realtimehub.update.Frame;
import org.realtimehub.update.FrameFormat;

/** What the connections of a loop send in one turn. Owned by its loop. */
final class Bundles {

  /** One for each format, so that those who read in different formats do not part the others. */
  private final Bundle[] roots = new Bundle[FrameFormat.COUNT];

  private final List<Bundle> framed = new ArrayList<>();

  Bundles() {
    forget();
  }

  private void forget() {
    for (int i = 0; i < roots.length; i++) {
      roots[i] = new Bundle(this);
    }
  }

  /** The bundle of one frame. */
  Bundle of(FrameFormat format, Frame frame) {
    return roots[format.slot()].and(frame);
  }

  /** The bundle's chunk is to be released at the end of the turn. */
  void release(Bundle bundle) {
    framed.add(bundle);
  }

  /** All has been sent; the sockets hold what they still need. */
  void endTurn() {
    framed.forEach(Bundle::releaseChunk);
    framed.clear();
    forget();
  }
}
