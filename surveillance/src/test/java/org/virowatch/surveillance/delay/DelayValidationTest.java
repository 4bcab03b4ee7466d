package org.virowatch.surveillance.delay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.history.CountFiles;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;

/** Nowcasts of real counts as they were known, against what was known much later. */
class DelayValidationTest {
  private static final Path COUNTS = Path.of("../../shared/data/counts");

  /** Files to learn from before the first nowcast is judged. */
  private static final int WARM_UP = 6;

  private record Score(int nowcasts, double covered, double error, double plainError) {}

  @Test
  void weeklyNowcastsAreCloserThanWhatIsThereAndTheirIntervalsHold() throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(COUNTS), "skipped: " + COUNTS.toAbsolutePath() + " is not there");
    List<KnownCounts> files = CountFiles.readFolder(COUNTS);
    DailyCounts truth = CountFiles.read(COUNTS.resolve("seq_counts_truth.tsv"));

    int nowcasts = 0;
    double covered = 0;
    for (String location : truth.locations()) {
      for (int firstDelay : new int[] {15, 22, 29, 43}) {
        Score score = score(files, truth, location, firstDelay);
        System.out.printf(
            Locale.ROOT,
            "%s, week collected %d to %d days ago: %d nowcasts, covered %.0f %%, median error %.1f"
                + " %% (as it is %.1f %%)%n",
            location,
            firstDelay,
            firstDelay + 6,
            score.nowcasts,
            100 * score.covered,
            100 * score.error,
            100 * score.plainError);
        nowcasts += score.nowcasts;
        covered += score.covered * score.nowcasts;
        // South Africa's genomes come in rare large batches: half of its weeks get none any more,
        // which a mean cannot foresee.
        if (!location.equals("South Africa")) {
          assertThat(score.error).as(location + firstDelay).isLessThan(score.plainError);
        }
      }
    }
    assertThat(covered / nowcasts).isBetween(0.9, 0.99);
  }

  private static Score score(
      List<KnownCounts> files, DailyCounts truth, String location, int firstDelay) {
    ReportingDelays delays = new ReportingDelays();
    int covered = 0;
    List<Double> errors = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      KnownCounts known = files.get(i);
      delays.observe(known);
      LocalDate first = known.asOf().minusDays(firstDelay + 6L);
      int index = truth.locations().indexOf(location);
      double later = 0;
      for (int day = 0; day < 7; day++) {
        later += truth.total(index, truth.indexOf(first.plusDays(day)));
      }
      if (i >= WARM_UP && later > 0) {
        Nowcast nowcast = delays.week(location, first, known.asOf());
        covered += nowcast.lower() <= later && later <= nowcast.upper() ? 1 : 0;
        errors.add(Math.abs(nowcast.expected() - later) / later);
        plain.add(Math.abs(nowcast.known() - later) / later);
      }
    }
    errors.sort(null);
    plain.sort(null);
    int n = errors.size();
    return new Score(n, covered / (double) n, errors.get(n / 2), plain.get(n / 2));
  }

  /**
   * The variants that make up a hundredth of a week or more, from what their region's week expects.
   */
  @Test
  void intervalsOfVariantsHold() throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(COUNTS), "skipped: " + COUNTS.toAbsolutePath() + " is not there");
    List<KnownCounts> files = CountFiles.readFolder(COUNTS);
    DailyCounts truth = CountFiles.read(COUNTS.resolve("seq_counts_truth.tsv"));
    double nowcasts = 0;
    double covered = 0;
    for (String location : truth.locations()) {
      for (int firstDelay : new int[] {15, 22, 29, 43}) {
        double[] sums = new double[4];
        score(files, truth, location, firstDelay, sums);
        System.out.printf(
            Locale.ROOT,
            "%s, variants of the week collected %d to %d days ago: %.0f nowcasts, covered %.0f %%"
                + " (below %.0f, above %.0f)%n",
            location,
            firstDelay,
            firstDelay + 6,
            sums[0],
            100 * sums[1] / sums[0],
            100 * sums[2] / sums[0],
            100 * sums[3] / sums[0]);
        nowcasts += sums[0];
        covered += sums[1];
      }
    }
    assertThat(covered / nowcasts).isBetween(0.9, 0.99);
  }

  private static void score(
      List<KnownCounts> files, DailyCounts truth, String location, int firstDelay, double[] sums) {
    ReportingDelays delays = new ReportingDelays();
    for (int i = 0; i < files.size(); i++) {
      KnownCounts known = files.get(i);
      delays.observe(known);
      LocalDate first = known.asOf().minusDays(firstDelay + 6L);
      Nowcast week = delays.week(location, first, known.asOf());
      for (String variant : known.counts().variants()) {
        long part = week(known.counts(), location, variant, first);
        long later = week(truth, location, variant, first);
        if (i >= WARM_UP && part * 100 >= week.known() && part > 0) {
          Nowcast nowcast = week.ofPart(part, week.known());
          sums[0]++;
          sums[1] += nowcast.lower() <= later && later <= nowcast.upper() ? 1 : 0;
          sums[2] += later < nowcast.lower() ? 1 : 0;
          sums[3] += later > nowcast.upper() ? 1 : 0;
        }
      }
    }
  }

  private static long week(DailyCounts counts, String location, String variant, LocalDate first) {
    int place = counts.locations().indexOf(location);
    int index = counts.variants().indexOf(variant);
    long genomes = 0;
    for (int day = 0; index >= 0 && day < 7; day++) {
      genomes += counts.count(place, index, counts.indexOf(first.plusDays(day)));
    }
    return genomes;
  }
}
