package org.virowatch.stack.foresight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.stack.Virowatch;
import picocli.CommandLine;

class ForecastCommandTest {
  private static final String HEADER = "date\tlocation\tvariant\tsequences\n";
  private static final LocalDate OBSERVED = LocalDate.of(2022, 6, 1);

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aFileOfCountsIsForecastAndScored() throws IOException {
    Path counts = counts(OBSERVED, "seq_counts_2022-06-01.tsv", 14);
    counts(OBSERVED, "seq_counts_truth.tsv", -40);
    Path forecasts = folder.resolve("forecasts.tsv");

    assertThat(run("forecast", "--counts", counts.toString(), "--output", forecasts.toString()))
        .as(err.toString())
        .isZero();
    List<String> lines = Files.readAllLines(forecasts);
    assertThat(lines.get(0))
        .isEqualTo("obs_date\tlocation\tvariant\tdate\tfreq\tfreq_lower\tfreq_upper");
    assertThat(lines).hasSize(1 + 46 * 2);
    assertThat(lines.get(1)).startsWith("2022-06-01\tX\tnew\t2022-05-17\t0.");
    assertThat(lines.get(92)).startsWith("2022-06-01\tX\told\t2022-07-01\t0.");

    int exit =
        run(
            "score",
            "--forecasts",
            forecasts.toString(),
            "--truth",
            folder.resolve("seq_counts_truth.tsv").toString(),
            "--leads",
            "0,30",
            "--format",
            "tsv");

    assertThat(exit).as(err.toString()).isZero();
    String[] scores = out.toString().split("\n");
    assertThat(scores).hasSize(5);
    String[] now = scores[1].split("\t");
    assertThat(now).startsWith("X", "0", "1");
    // Growth is taken to fade, which this simulated variant does not do.
    assertThat(Double.parseDouble(now[3])).isBetween(0.0, 10.0);
    assertThat(scores[4]).startsWith("all\t30\t1\t");
  }

  @Test
  void aDateWithoutAFileIsRefusedWithThoseThereAre() throws IOException {
    Path counts = counts(OBSERVED, "seq_counts_2022-06-01.tsv", 14);

    assertThat(run("forecast", "--counts", counts.toString(), "--as-of", "2022-06-02"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("no counts of 2022-06-02").contains("[2022-06-01]");
  }

  @Test
  void countsOfLongAgoAreSaidToForecastNothing() throws IOException {
    Path counts = counts(OBSERVED.minusDays(200), "seq_counts_2022-06-01.tsv", 0);

    assertThat(run("forecast", "--counts", counts.toString())).isZero();
    assertThat(err.toString()).contains("nothing to forecast on 2022-06-01");
    assertThat(out.toString()).hasLineCount(1);
  }

  @Test
  void whatIsNotAForecastIsExplained() throws IOException {
    counts(OBSERVED, "seq_counts_truth.tsv", 0);
    Path truth = folder.resolve("seq_counts_truth.tsv");
    Path bad = folder.resolve("bad.tsv");

    Files.writeString(bad, "date\tfreq\n");
    assertThat(score(bad, truth)).isEqualTo(1);
    assertThat(err.toString()).contains("its first line must name the columns obs_date");

    Files.writeString(
        bad, ForecastTable.header() + "\n2022-06-01\tX\tnew\t2022-06-01\t1.5\t0\t1\n");
    assertThat(score(bad, truth)).isEqualTo(1);
    assertThat(err.toString()).contains("line 2: \"1.5\" is not a frequency");

    Files.writeString(
        bad, ForecastTable.header() + "\n2022-06-01\tY\tnew\t2022-06-01\t0.5\t0\t1\n");
    assertThat(score(bad, truth)).isEqualTo(1);
    assertThat(err.toString()).contains("nothing to compare");
  }

  private int score(Path forecasts, Path truth) {
    return run("score", "--forecasts", forecasts.toString(), "--truth", truth.toString());
  }

  private int run(String... arguments) {
    CommandLine command = Virowatch.commandLine();
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  /** Counts of a variant that replaces another, up to some days before the day. */
  private Path counts(LocalDate observed, String name, int blindDays) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int back = blindDays; back < 70; back++) {
      LocalDate day = observed.minusDays(back);
      double share = 1 / (1 + Math.exp(0.06 * back));
      text.append(day + "\tX\tnew\t" + Math.round(200 * share) + "\n");
      text.append(day + "\tX\told\t" + Math.round(200 * (1 - share)) + "\n");
    }
    Files.writeString(folder.resolve(name), text);
    return folder;
  }
}
