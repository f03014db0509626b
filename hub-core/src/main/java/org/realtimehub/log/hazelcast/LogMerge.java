package org.realtimehub.log.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which log stays when the parts of a split cluster come together: that of the larger part.
 *
 * <p>If the other part had taken something in the same epoch that is not in it, and told anybody,
 * positions of both would mean different things, and it begins a new epoch. A log of another epoch
 * needs no such care: its positions are recognised as foreign.
 */
final class LogMerge implements SplitBrainMergePolicy<SharedLog, MergingValue<SharedLog>, Object> {

  @Override
  public @Nullable Object merge(
      MergingValue<SharedLog> smaller, @Nullable MergingValue<SharedLog> larger) {
    SharedLog leaving = smaller.getDeserializedValue();
    SharedLog staying = larger == null ? null : larger.getDeserializedValue();
    if (staying == null) {
      return leaving;
    }
    return leaving == null || staying.continues(leaving)
        ? staying
        : staying.inEpoch(UUID.randomUUID().toString());
  }

  @Override
  public void writeData(ObjectDataOutput out) {
    // It has no state.
  }

  @Override
  public void readData(ObjectDataInput in) {
    // It has no state.
  }
}
