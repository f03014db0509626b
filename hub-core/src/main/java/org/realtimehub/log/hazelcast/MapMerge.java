package org.realtimehub.log.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import org.jspecify.annotations.Nullable;

/** Keeps the entries of both parts when the parts of a split cluster come together. */
final class MapMerge
    implements SplitBrainMergePolicy<SharedEntries, MergingValue<SharedEntries>, Object> {

  @Override
  public @Nullable Object merge(
      MergingValue<SharedEntries> smaller, @Nullable MergingValue<SharedEntries> larger) {
    SharedEntries leaving = smaller.getDeserializedValue();
    SharedEntries staying = larger == null ? null : larger.getDeserializedValue();
    if (staying == null || leaving == null) {
      return staying == null ? leaving : staying;
    }
    return staying.mergedWith(leaving);
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
