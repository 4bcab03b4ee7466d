package org.virowatch.stack.foresight;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.Sampling;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.growth.GrowthPool;
import org.virowatch.surveillance.growth.GrowthRow;
import org.virowatch.surveillance.growth.GrowthStability;
import org.virowatch.surveillance.growth.GrowthView;
import org.virowatch.surveillance.growth.SubjectCount;
import org.virowatch.surveillance.history.CountFileException;
import org.virowatch.surveillance.history.CountFiles;
import org.virowatch.surveillance.region.RegionPattern;
import org.virowatch.surveillance.region.Regions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch growth}: what rises in a region, how fast and how surely. */
@Command(
    name = "growth",
    description = {
      "Ranks the lineages or mutations that gain on the rest in a region, the surest and fastest"
          + " first.",
      "Growth is the change of the logarithm of the odds a week, with its 95 %% interval; where a"
          + " region has few genomes it leans on the growth seen in other regions. Looks at the"
          + " running stack, or at files of counts as they were known on their dates (--counts)."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch growth --region GB",
      "  virowatch growth --region GB --lineage 'BA.2*' --mutations=S:*",
      "  virowatch growth --counts counts --as-of 2022-06-15 --region USA --over-time"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
public final class GrowthCommand implements Callable<Integer> {
  private static final int DAYS_OF_WEEK = 7;
  private static final int TABLE_ROWS = 30;

  @Spec private CommandSpec spec;
  @Mixin private DeploymentOptions deployment;

  @Option(
      names = "--counts",
      paramLabel = "DIR",
      description =
          "Look at the files seq_counts_<date>.tsv of this folder instead of a running stack.")
  private @Nullable Path counts;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = {
        "What was known at the end of this day (default: all that is known). Of a stack, genomes",
        "are counted anew without those submitted later, which takes as long as --sampling baseline."
      })
  private @Nullable LocalDate asOf;

  @Option(
      names = "--sampling",
      paramLabel = "GENOMES",
      description =
          "baseline: without genomes of targeted sampling, as rules do. They are counted anew from"
              + " the stored genomes, about 6 s for every 100,000; all: every genome, as the stream"
              + " counts and 'frequencies' shows them, at once (default: baseline; files of counts"
              + " are as they are).")
  private @Nullable Sampling sampling;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = {
        "world, GB, GB-ENG, GB-*, */country, */subdivision or *; with --counts a location by name",
        "(default: */country; with --counts every location)."
      })
  private @Nullable String region;

  @Option(
      names = "--lineage",
      paramLabel = "LINEAGE",
      description =
          "Only within this lineage: BA.2, or BA.2* with descendants; the rest is that of it.")
  private @Nullable String lineage;

  @Option(
      names = "--mutations",
      paramLabel = "MUTATIONS",
      arity = "0..1",
      fallbackValue = "*",
      description = {
        "Rank mutations instead of lineages: all, S:* for those of a CDS, or one such as S:D614G."
      })
  private @Nullable String mutations;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Reference dataset (default: the stack's first).")
  private @Nullable String dataset;

  @Option(
      names = "--weeks",
      paramLabel = "N",
      defaultValue = "6",
      description = "Weeks of collection looked at (default: ${DEFAULT-VALUE}).")
  private int weeks = 6;

  @Option(
      names = "--min-genomes",
      paramLabel = "N",
      defaultValue = "3",
      description = "Genomes of the subject a row needs (default: ${DEFAULT-VALUE}).")
  private int minGenomes = 3;

  @Option(
      names = "--over-time",
      paramLabel = "N",
      arity = "0..1",
      fallbackValue = "6",
      description = {
        "Show also the N looks before (6 when none is given), and whether growth is stable: of",
        "count files the earlier files, of a stack the windows that end a week earlier each."
      })
  private int overTime;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Subjects a region at most (default: 30 in a table, otherwise all).")
  private @Nullable Integer limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, tsv or json, one object a line (default: table).")
  private GrowthReport format = GrowthReport.TABLE;

  @Override
  public Integer call() {
    if (weeks < 2 || overTime < 0 || (limit != null && limit < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--weeks takes 2 or more, --over-time 0 or more, --limit 1 or more");
    }
    if (sampling == Sampling.OTHER) {
      throw new ParameterException(spec.commandLine(), "--sampling takes baseline or all");
    }
    List<GrowthView> views;
    Predicate<String> shown;
    UnaryOperator<String> peers;
    if (counts != null) {
      views = fileViews(counts);
      shown = location -> region == null || region.equals(location);
      peers = location -> "locations";
    } else {
      RegionPattern pattern = pattern();
      views = streamViews();
      shown = pattern::matches;
      peers = GrowthCommand::peers;
    }
    List<GrowthReport.Line> lines = lines(views, shown, peers);
    PrintWriter out = spec.commandLine().getOut();
    format.print(lines, out);
    out.flush();
    if (lines.isEmpty()) {
      tell(
          "nothing to rank: no subject has "
              + minGenomes
              + " genomes in these weeks and regions; see --min-genomes, --weeks and --region");
    }
    return 0;
  }

  private List<GrowthView> fileViews(Path folder) {
    if (sampling != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--sampling needs a running stack: files of counts do not tell targeted genomes apart");
    }
    if (mutations != null) {
      throw new ParameterException(
          spec.commandLine(), "--mutations needs a running stack: files of counts hold none");
    }
    List<GrowthView> views;
    try {
      views = CountFileViews.of(CountFiles.readFolder(folder), asOf, lineage);
    } catch (CountFileException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    if (views.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--as-of: " + folder + " holds nothing known by " + asOf);
    }
    GrowthView newest = views.get(views.size() - 1);
    if (region != null
        && newest.counts().stream().noneMatch(count -> count.region().equals(region))) {
      Set<String> locations = new LinkedHashSet<>();
      newest.counts().forEach(count -> locations.add(count.region()));
      throw new ParameterException(
          spec.commandLine(),
          "--region: no location is called '"
              + region
              + "' here; there are "
              + String.join(", ", locations));
    }
    return views.subList(Math.max(0, views.size() - 1 - overTime), views.size());
  }

  private List<GrowthView> streamViews() {
    StreamedCounts streamed =
        StreamedCounts.read(
            spec.commandLine(),
            deployment,
            new StreamedCounts.Asked(dataset, asOf, sampling == Sampling.ALL, mutations != null));
    if (streamed.leftOut() > 0) {
      tell(
          streamed.leftOut()
              + " genomes of targeted sampling are left out; --sampling all counts them");
    }
    SortedMap<CellKey, CellCounts> cells = streamed.cells();
    CellViews viewed = new CellViews(streamed.dataset().hierarchy(this::tell), lineage);
    List<SubjectCount> subjects =
        mutations == null ? viewed.lineages(cells) : viewed.mutations(cells, mutations);
    LocalDate newest = asOf;
    if (newest == null) {
      newest =
          subjects.stream()
              .map(SubjectCount::day)
              .max(LocalDate::compareTo)
              .map(day -> IsoWeek.of(day).sunday())
              .orElse(LocalDate.EPOCH);
    }
    List<GrowthView> views = new ArrayList<>();
    for (int back = overTime; back >= 0; back--) {
      views.add(new GrowthView(newest.minusWeeks(back), subjects));
    }
    return views;
  }

  /** The newest rows, each after the rows of its earlier looks. */
  private List<GrowthReport.Line> lines(
      List<GrowthView> views, Predicate<String> shown, UnaryOperator<String> peers) {
    record Key(String region, String subject) {}
    Map<Key, List<GrowthReport.Line>> looks = new LinkedHashMap<>();
    List<GrowthRow> newest = List.of();
    for (GrowthView view : views) {
      newest = view.growth(weeks * DAYS_OF_WEEK, peers, shown, minGenomes);
      for (GrowthRow row : newest) {
        looks
            .computeIfAbsent(new Key(row.region(), row.subject()), absent -> new ArrayList<>())
            .add(new GrowthReport.Line(view.asOf(), row, null));
      }
    }
    int most =
        limit != null ? limit : format == GrowthReport.TABLE ? TABLE_ROWS : Integer.MAX_VALUE;
    Map<String, Integer> ranked = new LinkedHashMap<>();
    List<GrowthReport.Line> lines = new ArrayList<>();
    for (GrowthRow row : newest) {
      if (ranked.merge(row.region(), 1, Integer::sum) <= most) {
        List<GrowthReport.Line> over =
            looks.getOrDefault(new Key(row.region(), row.subject()), List.of());
        lines.addAll(over.subList(0, over.size() - 1));
        GrowthReport.Line last = over.get(over.size() - 1);
        lines.add(
            overTime == 0 ? last : new GrowthReport.Line(last.asOf(), last.row(), isStable(over)));
      }
    }
    return lines;
  }

  private static boolean isStable(List<GrowthReport.Line> looks) {
    List<GrowthPool.Shrunk> estimates = looks.stream().map(look -> look.row().shrunk()).toList();
    return GrowthStability.isStable(estimates);
  }

  private RegionPattern pattern() {
    try {
      return new RegionPattern(region == null ? "*/country" : region);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Countries borrow from countries, subdivisions from those of their country. */
  private static String peers(String region) {
    return switch (Regions.level(region)) {
      case WORLD -> region;
      case COUNTRY -> "countries";
      case SUBDIVISION -> region.substring(0, region.indexOf('-'));
    };
  }

  private void tell(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("virowatch growth: " + message);
    err.flush();
  }
}
