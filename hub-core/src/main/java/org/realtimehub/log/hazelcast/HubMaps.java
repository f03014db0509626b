package org.realtimehub.log.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.proxy.MapProxyImpl;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;

/** The two maps of a hub, with one entry each: its log, and what its nodes share. */
final class HubMaps {

  private static final String PROTECTION = "hub";

  private HubMaps() {}

  static void configure(Config config, int minimumSize) {
    MapConfig logs = map("hub.*.log", minimumSize, LogMerge.class);
    if (minimumSize > 1) {
      config.addSplitBrainProtectionConfig(
          new SplitBrainProtectionConfig(PROTECTION, true, minimumSize)
              .setProtectOn(SplitBrainProtectionOn.READ_WRITE));
      logs.setSplitBrainProtectionName(PROTECTION);
    }
    config.addMapConfig(logs);
    config.addMapConfig(map("hub.*.shared", minimumSize, MapMerge.class));
  }

  private static MapConfig map(
      String name, int minimumSize, Class<? extends SplitBrainMergePolicy<?, ?, ?>> merge) {
    return new MapConfig(name)
        .setInMemoryFormat(InMemoryFormat.OBJECT)
        .setStatisticsEnabled(false)
        .setBackupCount(Math.max(1, minimumSize - 1))
        .setMergePolicyConfig(new MergePolicyConfig(merge.getName(), 1));
  }

  static IMap<String, SharedLog> log(HazelcastInstance instance, String hub) {
    return acknowledgedByBackups(instance.getMap("hub." + hub + ".log"));
  }

  static IMap<String, SharedEntries> shared(HazelcastInstance instance, String hub) {
    return acknowledgedByBackups(instance.getMap("hub." + hub + ".shared"));
  }

  /**
   * A change fails when a backup has not acknowledged it. There is a property for that, but of the
   * whole instance, and Vert.x relies on its changes being repeated.
   */
  private static <V> IMap<String, V> acknowledgedByBackups(IMap<String, V> map) {
    ((MapProxyImpl<?, ?>) map).setFailOnIndeterminateOperationState(true);
    return map;
  }
}
