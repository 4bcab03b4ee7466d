package org.virowatch.stack.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MachineCheckTest {
  private static final StackConfig CONFIG =
      StackConfig.in(Path.of("x")).memory(new MemorySize(2048)).taskManagers(2).build();
  private static final long GIBIBYTE = 1L << 30;

  @Test
  void tooLittleMemoryIsRefusedWithBothNumbers() {
    assertThatThrownBy(
            () -> new MachineCheck(OptionalLong.of(5 * GIBIBYTE), 10 * GIBIBYTE).require(CONFIG))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("5396 MiB")
        .hasMessageContaining("5120 MiB")
        .hasMessageContaining("--memory");
  }

  @Test
  void tooLittleDiskIsRefused() {
    assertThatThrownBy(
            () -> new MachineCheck(OptionalLong.of(9 * GIBIBYTE), GIBIBYTE / 2).require(CONFIG))
        .hasMessageContaining("512 MiB")
        .hasMessageContaining("--data-dir");
  }

  @Test
  void enoughOfBothIsAcceptedAndUnknownMemoryToo() {
    assertThatCode(
            () -> new MachineCheck(OptionalLong.of(6 * GIBIBYTE), 2 * GIBIBYTE).require(CONFIG))
        .doesNotThrowAnyException();
    assertThatCode(() -> new MachineCheck(OptionalLong.empty(), 2 * GIBIBYTE).require(CONFIG))
        .doesNotThrowAnyException();
  }
}
