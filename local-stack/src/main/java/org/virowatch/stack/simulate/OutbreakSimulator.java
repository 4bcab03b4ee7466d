package org.virowatch.stack.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * The whole outbreak on a page: who is sampled when and where, what each genome is, and which
 * records of it reach the network in which order.
 */
public final class OutbreakSimulator {
  /** The watched mutation that turns up late in one region: nsp5 E166V, nirmatrelvir. */
  static final String RESISTANCE = "ORF1a:E3429V";

  /** Where the watched mutation turns up. */
  static final String RESISTANCE_REGION = "FR-IDF";

  private static final double RESISTANCE_FROM = 0.75;
  private static final double RESISTANCE_AT_FIRST = 0.05;
  private static final double RESISTANCE_AT_LAST = 0.30;
  private static final double DELAY_SIGMA = 0.45;
  private static final double LATE_UPLOAD = 0.03;
  private static final int LATE_DAYS = 60;
  private static final Duration SHORTEST_DELAY = Duration.ofHours(30);

  private final SimulationSettings settings;
  private final List<SimulatedRegion> regions = SimulatedRegion.all();
  private final LineageDynamics dynamics;
  private final TransmissionClusters clusters;
  private final SeededRandom random;
  private final Instant end;

  /** Who was sampled, before it is known what with. */
  private record Sample(double day, int region, SimulatedLab lab, Instant submitted) {}

  OutbreakSimulator(
      ReferenceDataset dataset, LineageSequences lineages, SimulationSettings settings) {
    this.settings = settings;
    List<LineageWave> waves = LineageWave.standard();
    this.dynamics = new LineageDynamics(waves, regions, settings.days());
    boolean[] sites = lineages.definingSites(waves.stream().map(LineageWave::lineage).toList());
    this.clusters =
        new TransmissionClusters(
            new NeutralMutations(dataset, sites), SeededRandom.of(settings.seed(), 2));
    this.random = SeededRandom.of(settings.seed(), 1);
    this.end = settings.end().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  List<SimulatedRegion> regions() {
    return regions;
  }

  /** Everything that is submitted, in the order of submission. */
  List<Upload> uploads() {
    List<Sample> samples = new ArrayList<>(settings.genomes());
    for (int i = 0; i < settings.genomes(); i++) {
      samples.add(sample());
    }
    samples.sort(Comparator.comparingDouble(Sample::day).thenComparing(Sample::submitted));

    List<SimulatedGenome> genomes = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      genomes.add(genome(genomes.size(), sample));
    }

    List<Upload> uploads =
        new UploadPlan(SeededRandom.of(settings.seed(), 3), end).uploads(genomes);
    uploads.sort(Comparator.comparing(Upload::submitted).thenComparing(Upload::sequenceName));
    return uploads;
  }

  private Sample sample() {
    while (true) {
      double day = random.nextDouble() * settings.days();
      if (!random.chance(effort(day))) {
        continue;
      }
      int region = random.pick(regions.stream().mapToDouble(SimulatedRegion::share).toArray());
      List<SimulatedLab> labs = regions.get(region).labs();
      SimulatedLab lab =
          labs.get(random.pick(labs.stream().mapToDouble(SimulatedLab::share).toArray()));
      double delay = random.logNormal(lab.medianDelay(), DELAY_SIGMA);
      if (random.chance(LATE_UPLOAD)) {
        delay += random.nextInt(LATE_DAYS);
      }
      Duration wait = Duration.ofSeconds((long) (delay * Duration.ofDays(1).toSeconds()));
      Instant collected = settings.start().atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant submitted =
          collected
              .plus(Duration.ofDays((long) day))
              .plus(wait.compareTo(SHORTEST_DELAY) < 0 ? SHORTEST_DELAY : wait);
      if (submitted.isBefore(end)) { // otherwise it is not known yet
        return new Sample(day, region, lab, submitted);
      }
    }
  }

  /** Sampling goes up and down with the waves of infection. */
  private double effort(double day) {
    double waves = StrictMath.sin(3 * StrictMath.PI * day / settings.days());
    return 0.4 + 0.6 * waves * waves;
  }

  private SimulatedGenome genome(int number, Sample sample) {
    int wave = random.pick(dynamics.weights(sample.region(), sample.day()));
    String lineage = dynamics.waves().get(wave).lineage();
    SimulatedRegion region = regions.get(sample.region());
    PrivateChanges changes = clusters.next(lineage, region.code(), sample.day());
    return new SimulatedGenome(
        number,
        lineage,
        changes,
        resistant(lineage, region, sample.day()),
        sample.region(),
        sample.lab(),
        settings.start().plusDays((long) sample.day()),
        sample.submitted());
  }

  private boolean resistant(String lineage, SimulatedRegion region, double day) {
    double since = day / settings.days() - RESISTANCE_FROM;
    if (since < 0 || !lineage.startsWith("BA.5") || !region.code().equals(RESISTANCE_REGION)) {
      return false;
    }
    double progress = since / (1 - RESISTANCE_FROM);
    return random.chance(
        RESISTANCE_AT_FIRST + progress * (RESISTANCE_AT_LAST - RESISTANCE_AT_FIRST));
  }
}
