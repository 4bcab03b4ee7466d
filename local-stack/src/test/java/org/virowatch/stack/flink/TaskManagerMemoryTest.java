package org.virowatch.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.stack.config.MemorySize;

class TaskManagerMemoryTest {
  @ParameterizedTest
  @CsvSource({"1024,4", "1792,4", "4096,16", "32768,64"})
  void thePartsAddUpToTheProcessAndLeaveTheJobsAHeap(int mebibytes, int slots) {
    TaskManagerMemory memory = TaskManagerMemory.of(new MemorySize(mebibytes), slots);

    assertThat(memory.total()).isEqualTo(mebibytes);
    assertThat(memory.taskHeap()).isGreaterThan(128);
    assertThat(memory.settings())
        .containsEntry("taskmanager.memory.task.heap.size", memory.taskHeap() + "m");
  }
}
