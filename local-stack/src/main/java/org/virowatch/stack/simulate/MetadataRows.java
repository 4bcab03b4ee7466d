package org.virowatch.stack.simulate;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The metadata of each record as a lab would write it, and what is true about it. */
final class MetadataRows {
  static final List<String> METADATA_COLUMNS =
      List.of(
          "sequence_name",
          "accession",
          "version",
          "action",
          "date",
          "submitted_at",
          "country",
          "division",
          "submitting_lab",
          "host",
          "purpose_of_sampling",
          "simulated");
  static final List<String> TRUTH_COLUMNS =
      List.of(
          "sequence_name",
          "accession",
          "version",
          "kind",
          "expected",
          "lineage",
          "date",
          "region",
          "lab",
          "private_substitutions",
          "private_indels",
          "watched");

  private static final double MONTH_ONLY = 0.03;
  private static final double YEAR_ONLY = 0.007;
  private static final double UNDATED = 0.003;
  private static final double NO_DIVISION = 0.02;
  private static final double NO_COUNTRY = 0.003;
  private static final double TARGETED = 0.04;
  private static final int MOST_DAYS_CORRECTED = 10;
  private static final long PLACE_AND_DATE = 500_000_000L;

  private final List<SimulatedRegion> regions;
  private final long seed;

  MetadataRows(List<SimulatedRegion> regions, long seed) {
    this.regions = regions;
    this.seed = seed;
  }

  /** The row of {@link #METADATA_COLUMNS}. */
  List<String> metadata(Upload upload) {
    if (upload.content() instanceof Upload.Hostile hostile) {
      return hostile(upload, hostile);
    }
    Upload.Version content = (Upload.Version) upload.content();
    SimulatedGenome genome = content.genome();
    SeededRandom random = SeededRandom.of(seed, PLACE_AND_DATE + genome.number());
    String date = date(collected(content), random);
    boolean noCountry = random.chance(NO_COUNTRY);
    boolean noDivision = random.chance(NO_DIVISION);
    String purpose = random.chance(TARGETED) ? "Targeted surveillance" : "Baseline surveillance";
    SimulatedRegion region = regions.get(region(content));
    return List.of(
        upload.sequenceName(),
        genome.accession(),
        Integer.toString(content.version()),
        content.change().action(),
        date,
        DateTimeFormatter.ISO_INSTANT.format(upload.submitted()),
        noCountry ? "" : country(region, genome.lab(), noDivision),
        noCountry || noDivision ? "" : division(region, genome.lab()),
        genome.lab().name(),
        "Homo sapiens",
        purpose,
        "true");
  }

  /** The row of {@link #TRUTH_COLUMNS}. */
  List<String> truth(Upload upload) {
    if (upload.content() instanceof Upload.Hostile hostile) {
      SimulatedGenome model = hostile.model();
      return truth(
          upload,
          upload.sequenceName(),
          "1",
          "hostile:" + hostile.fault().name().toLowerCase(Locale.ROOT),
          hostile.fault().expected(),
          model,
          model.region(),
          model.collected());
    }
    Upload.Version content = (Upload.Version) upload.content();
    return truth(
        upload,
        content.genome().accession(),
        Integer.toString(content.version()),
        content.change().name().toLowerCase(Locale.ROOT),
        content.change() == Upload.Change.REPEATED ? "VERSION_CONFLICT" : "accepted",
        content.genome(),
        region(content),
        collected(content));
  }

  private List<String> truth(
      Upload upload,
      String accession,
      String version,
      String kind,
      String expected,
      SimulatedGenome genome,
      int region,
      LocalDate collected) {
    return List.of(
        upload.sequenceName(),
        accession,
        version,
        kind,
        expected,
        genome.lineage(),
        collected.toString(),
        regions.get(region).code(),
        genome.lab().name(),
        substitutions(genome.changes()),
        String.join(" ", genome.changes().indels().stream().map(Indel::toString).toList()),
        genome.resistant() ? OutbreakSimulator.RESISTANCE : "");
  }

  private List<String> hostile(Upload upload, Upload.Hostile hostile) {
    SimulatedGenome model = hostile.model();
    SimulatedRegion region = regions.get(model.region());
    HostileFault fault = hostile.fault();
    String date =
        switch (fault) {
          case IMPOSSIBLE_DATE -> model.collected().getYear() + "-02-31";
          case FUTURE_DATE ->
              upload.submitted().atZone(ZoneOffset.UTC).toLocalDate().plusDays(30).toString();
          case NO_DATE -> "";
          default -> model.collected().toString();
        };
    return List.of(
        upload.sequenceName(),
        upload.sequenceName(),
        fault == HostileFault.BAD_VERSION ? "first" : "1",
        "submit",
        date,
        DateTimeFormatter.ISO_INSTANT.format(upload.submitted()),
        fault == HostileFault.UNKNOWN_COUNTRY ? "Atlantis" : region.country(),
        fault == HostileFault.UNKNOWN_COUNTRY ? "" : region.name(),
        model.lab().name(),
        "Homo sapiens",
        "Baseline surveillance",
        "true");
  }

  private LocalDate collected(Upload.Version content) {
    if (content.change() != Upload.Change.DATE) {
      return content.genome().collected();
    }
    int days = 1 + content.genome().number() % MOST_DAYS_CORRECTED;
    return content.genome().collected().minusDays(days);
  }

  private int region(Upload.Version content) {
    int region = content.genome().region();
    if (content.change() != Upload.Change.REGION) {
      return region;
    }
    String country = regions.get(region).countryCode();
    int neighbour = (region + 1) % regions.size();
    boolean same = regions.get(neighbour).countryCode().equals(country);
    return same ? neighbour : region - 1;
  }

  private static String date(LocalDate day, SeededRandom random) {
    String iso = day.toString();
    double kind = random.nextDouble();
    if (kind < UNDATED) {
      return "";
    }
    if (kind < UNDATED + YEAR_ONLY) {
      return iso.substring(0, "yyyy".length());
    }
    return kind < UNDATED + YEAR_ONLY + MONTH_ONLY ? iso.substring(0, "yyyy-mm".length()) : iso;
  }

  private static String country(SimulatedRegion region, SimulatedLab lab, boolean noDivision) {
    boolean together = lab.style() == SimulatedLab.PlaceStyle.INSDC && !noDivision;
    return together ? region.country() + ": " + region.name() : region.country();
  }

  private static String division(SimulatedRegion region, SimulatedLab lab) {
    return switch (lab.style()) {
      case NAMES -> region.name();
      case CODE -> region.code();
      case INSDC -> "";
    };
  }

  private static String substitutions(PrivateChanges changes) {
    StringBuilder text = new StringBuilder();
    for (int substitution : changes.substitutions()) {
      text.append(text.isEmpty() ? "" : " ")
          .append(NeutralMutations.position(substitution) + 1)
          .append((char) NeutralMutations.base(substitution));
    }
    return text.toString();
  }
}
