package org.virowatch.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.stack.command.StackReport;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.process.ProcessIdentity;
import org.virowatch.stack.process.StackProcesses;

/** A real broker and a real cluster, from the first start to the last process. */
class StackLifecycleIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path parent;
  private LocalStack stack = LocalStack.at(Path.of("unused"));

  @BeforeEach
  void start() {
    stack = LocalStack.start(config(), System.out::println);
  }

  @AfterEach
  void leaveNothing() {
    stack.killAll();
  }

  @Test
  void aStackSurvivesTheDeathOfItsPartsAndContinuesWhereItStopped() {
    assertThat(report().problems()).isEmpty();
    assertThat(stack.deployment().defaultDataset().name()).isEqualTo("sars-cov-2");

    aSecondStackInTheSameFolderIsRefused();
    aKilledTaskManagerIsReplacedAndTheJobsGoOn();
    stoppingLeavesNothingAndStartingContinuesFromTheSavepoints();
    afterAPowerCutItContinuesFromTheCheckpoints();
  }

  private void aSecondStackInTheSameFolderIsRefused() {
    assertThatThrownBy(() -> LocalStack.start(config(), System.out::println))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("already running");
  }

  private void aKilledTaskManagerIsReplacedAndTheJobsGoOn() {
    await("a checkpoint of each job")
        .atMost(PATIENCE)
        .until(() -> report().jobs().stream().allMatch(job -> job.checkpoints() > 0));

    stack.kill("taskmanager");

    await("the jobs restored on another TaskManager")
        .atMost(PATIENCE)
        .until(
            () -> {
              StackReport now = report();
              return now.healthy()
                  && now.jobs().stream().allMatch(job -> job.restores() > 0)
                  && now.processes().stream()
                      .anyMatch(row -> row.name().equals("taskmanager") && row.restarts() == 1);
            });
  }

  private void stoppingLeavesNothingAndStartingContinuesFromTheSavepoints() {
    List<ProcessIdentity> processes = StackProcesses.of(new DataFolder(stack.dataDir()));
    assertThat(processes).hasSizeGreaterThanOrEqualTo(5);

    assertThat(stack.stop(PATIENCE, System.out::println)).isTrue();

    assertThat(processes).noneMatch(ProcessIdentity::isAlive);
    assertThat(stack.dataDir()).isDirectoryNotContaining("glob:**/" + Deployment.FILE_NAME);
    assertThat(stack.stop(PATIENCE, System.out::println)).isFalse();

    stack = LocalStack.start(config(), System.out::println);
    assertThat(report().problems()).isEmpty();
    assertThat(report().jobs())
        .isNotEmpty()
        .allMatch(job -> job.restoredFrom().startsWith("savepoint-"));
  }

  private void afterAPowerCutItContinuesFromTheCheckpoints() {
    await("a checkpoint of each job")
        .atMost(PATIENCE)
        .until(() -> report().jobs().stream().allMatch(job -> job.checkpoints() > 0));

    stack.killAll();

    assertThat(StackProcesses.of(new DataFolder(stack.dataDir()))).isEmpty();
    assertThat(report().healthy()).isFalse();
    stack = LocalStack.start(config(), System.out::println);
    assertThat(report().problems()).isEmpty();
    assertThat(report().jobs()).isNotEmpty().allMatch(job -> job.restoredFrom().startsWith("chk-"));
    stack.stop(PATIENCE, System.out::println);
  }

  private StackReport report() {
    return StackReport.of(stack).orElseThrow();
  }

  private StackConfig config() {
    return StackConfig.in(parent.resolve("data")).anyFreePorts().build();
  }
}
