package org.virowatch.stack.foresight;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.ingest.submission.AcceptedSubmissions;
import org.virowatch.ingest.submission.SubmissionReader;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.query.GenomeFileOptions;
import org.virowatch.stack.query.Recomputation;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.backtest.ReplayedAlert;
import org.virowatch.surveillance.backtest.RuleScore;
import org.virowatch.surveillance.backtest.VariantTruth;
import org.virowatch.surveillance.count.SamplingPurpose;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.region.Regions;
import org.virowatch.surveillance.replay.AlertReplay;

/** Backtests rules on genomes, which were known from their submission on. */
final class GenomeBacktest {
  private final ReferenceDataset reference;
  private final Duration tick;
  private final PrintWriter err;

  GenomeBacktest(ReferenceDataset reference, Duration tick, PrintWriter err) {
    this.reference = reference;
    this.tick = tick;
    this.err = err;
  }

  Backtest run(GenomeFileOptions files, List<AlertRule> rules) {
    List<CalledGenome> genomes = called(files);
    if (genomes.isEmpty()) {
      throw new StackException(
          "no genome could be called, so there is no history to replay; 'virowatch submit' says"
              + " of each why");
    }
    LineageHierarchy lineages = LineageHierarchy.of(reference.lineageParents());
    List<LocalDate> observed = observed(genomes);
    List<ReplayedAlert> alerts = new ArrayList<>();
    for (AlertEvent event : AlertReplay.replay(genomes, rules, name -> lineages, new Ticks(tick))) {
      alerts.add(replayed(event));
    }
    long targeted = genomes.stream().filter(GenomeBacktest::isTargeted).count();
    VariantTruth truth = new VariantTruth(known(genomes));
    return new Backtest(
        rules,
        List.copyOf(alerts),
        truth,
        RuleScore.of(rules, alerts, truth, observed, tick),
        Map.of(),
        observed,
        List.of(
            genomes.size()
                + " versions of genomes"
                + (targeted == 0
                    ? ""
                    : " ("
                        + targeted
                        + " of targeted sampling, which the truth and most rules leave out)")
                + ", decisions every "
                + tick
                + " of event time; the truth is what is known after the last submission"));
  }

  private List<CalledGenome> called(GenomeFileOptions files) {
    List<CalledGenome> genomes = new ArrayList<>();
    try (SubmissionReader reader = files.read(reference)) {
      AcceptedSubmissions accepted = new AcceptedSubmissions(reader, refused -> {});
      var unused =
          Recomputation.of(
              accepted,
              List.of(reference),
              Runtime.getRuntime().availableProcessors(),
              genomes::add);
      if (accepted.refused() > 0) {
        err.println("virowatch backtest: " + accepted.refused() + " records are refused");
        err.flush();
      }
    }
    genomes.sort(
        Comparator.comparing(CalledGenome::getSubmittedAt)
            .thenComparing(CalledGenome::getAccession)
            .thenComparing(CalledGenome::getVersion));
    return genomes;
  }

  /** Returns the first and last day of a decision. */
  private List<LocalDate> observed(List<CalledGenome> genomes) {
    Ticks ticks = new Ticks(tick);
    return List.of(
        day(ticks.atOrAfter(genomes.get(0).getSubmittedAt())),
        day(ticks.atOrAfter(genomes.get(genomes.size() - 1).getSubmittedAt())));
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  /**
   * Returns the countries' counts at the end: of each accession the highest version, without
   * genomes of targeted sampling, whose shares say nothing.
   */
  private static DailyCounts known(List<CalledGenome> genomes) {
    Map<String, CalledGenome> standing = new HashMap<>();
    for (CalledGenome genome : genomes) {
      standing.merge(
          genome.getAccession(),
          genome,
          (before, now) -> now.getVersion() > before.getVersion() ? now : before);
    }
    return counts(standing);
  }

  private static DailyCounts counts(Map<String, CalledGenome> standing) {
    DailyCounts.Builder counts = new DailyCounts.Builder();
    for (CalledGenome genome : standing.values()) {
      @Nullable String lineage = genome.getLineage();
      @Nullable LocalDate day = dayOf(genome.getCollectionDate());
      if (genome.getStatus() != GenomeStatus.WITHDRAWN
          && !isTargeted(genome)
          && lineage != null
          && day != null) {
        String country = Regions.of(genome.getCountry(), genome.getSubdivision()).get(1);
        if (!country.equals(Regions.UNKNOWN_COUNTRY)) {
          counts.add(country, lineage, day, 1);
        }
      }
    }
    return counts.build();
  }

  private static boolean isTargeted(CalledGenome genome) {
    return SamplingPurpose.of(genome.getMetadata()) == SamplingPurpose.TARGETED;
  }

  /** Returns a whole date, or null for a partial or unknown one. */
  private static @Nullable LocalDate dayOf(@Nullable String date) {
    return date != null && date.matches("\\d{4}-\\d{2}-\\d{2}") ? LocalDate.parse(date) : null;
  }

  private static ReplayedAlert replayed(AlertEvent event) {
    return new ReplayedAlert(day(event.getAsOf()), event.getRegion(), event);
  }
}
