package org.virowatch.stack.flink;

import java.util.LinkedHashMap;
import java.util.Map;
import org.virowatch.stack.config.MemorySize;

/**
 * How a TaskManager process divides its memory, in mebibytes. A TaskManager started without Flink's
 * scripts computes nothing itself, so every part is given.
 *
 * @param frameworkHeap heap of Flink itself
 * @param taskHeap heap of the jobs: reference datasets, trees, buffers
 * @param managed RocksDB's caches and write buffers
 * @param network buffers between operators
 * @param frameworkOffHeap direct memory of Flink itself
 * @param taskOffHeap direct memory of the jobs
 * @param metaspace classes
 * @param overhead threads, code, and what the allocator does not give back
 */
record TaskManagerMemory(
    int frameworkHeap,
    int taskHeap,
    int managed,
    int network,
    int frameworkOffHeap,
    int taskOffHeap,
    int metaspace,
    int overhead) {
  /** Divides the memory of a process with this many task slots. */
  static TaskManagerMemory of(MemorySize process, int slots) {
    int total = process.mebibytes();
    int frameworkHeap = 96;
    int frameworkOffHeap = 96;
    int taskOffHeap = 64;
    int metaspace = 192;
    int network = Math.min(Math.max(64, 16 * slots), total / 8);
    int overhead = Math.max(128, total / 10);
    int managed = total / 5;
    int taskHeap =
        total
            - frameworkHeap
            - frameworkOffHeap
            - taskOffHeap
            - metaspace
            - network
            - overhead
            - managed;
    return new TaskManagerMemory(
        frameworkHeap,
        taskHeap,
        managed,
        network,
        frameworkOffHeap,
        taskOffHeap,
        metaspace,
        overhead);
  }

  int heap() {
    return frameworkHeap + taskHeap;
  }

  int direct() {
    return network + frameworkOffHeap + taskOffHeap;
  }

  int total() {
    return heap() + direct() + managed + metaspace + overhead;
  }

  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("taskmanager.memory.framework.heap.size", frameworkHeap + "m");
    settings.put("taskmanager.memory.task.heap.size", taskHeap + "m");
    settings.put("taskmanager.memory.managed.size", managed + "m");
    settings.put("taskmanager.memory.network.min", network + "m");
    settings.put("taskmanager.memory.network.max", network + "m");
    settings.put("taskmanager.memory.framework.off-heap.size", frameworkOffHeap + "m");
    settings.put("taskmanager.memory.task.off-heap.size", taskOffHeap + "m");
    settings.put("taskmanager.memory.jvm-metaspace.size", metaspace + "m");
    settings.put("taskmanager.memory.jvm-overhead.min", overhead + "m");
    settings.put("taskmanager.memory.jvm-overhead.max", overhead + "m");
    return settings;
  }
}
