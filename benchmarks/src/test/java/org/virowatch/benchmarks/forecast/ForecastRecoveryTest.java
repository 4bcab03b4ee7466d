package org.virowatch.benchmarks.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ForecastRecoveryTest {
  @Test
  void intervalsHoldWhatWasSimulatedAsOftenAsTheySay() {
    ForecastRecovery recovery = new ForecastRecovery();
    for (int seed = 1; seed <= 25; seed++) {
      recovery.add(ForecastRecovery.exact(), ForecastRecovery.exact(), seed);
    }

    for (int i = 0; i < recovery.leads(); i++) {
      assertThat(recovery.coverage(i)).as("lead %d", recovery.lead(i)).isBetween(0.91, 0.98);
    }
    assertThat(recovery.growthBias()).isBetween(-0.03, 0.03);
    assertThat(recovery.growthError()).isLessThan(0.5 * recovery.growthSpread());
  }

  @Test
  void figuresAreWritten(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("forecast.json");
    StringWriter out = new StringWriter();

    int exit =
        new CommandLine(new ForecastBenchCommand())
            .setOut(new PrintWriter(out))
            .execute(
                "--regions=2", "--lineages=3", "--repeat=1", "--replicates=1", "--output=" + file);

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("Refit of 2 regions x 3 lineages x 12 weeks");
    assertThat(Files.readString(file))
        .contains("\"refit_seconds\"", "\"recovery_exact\"", "\"coverage\"");
  }
}
