package org.virowatch.ingest.call;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.reads.PrimerFile;
import org.virowatch.genomics.reads.PrimerSchemeReader;
import org.virowatch.genomics.reads.ReadParameters;
import picocli.CommandLine.Option;

/** Reads as input: which, how they are filtered, and where what they say goes. */
final class ReadsOptions {

  /** Share of the depth the bases of an ambiguous consensus make up, unless another is given. */
  private static final double AMBIGUOUS = 0.75;

  @Option(
      names = "--reads",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Reads of one or several samples. SAM, BAM or CRAM sorted by position or grouped by name,"
              + " aligned to the dataset's reference, no index needed; or FASTQ, plain or gzip,"
              + " which minimap2 aligns (a pair is R1,R2, or two names that differ in _R1 and _R2"
              + " or _1 and _2). Each sample's consensus is called like a genome of a FASTA file.")
  private List<Path> reads = List.of();

  @Option(
      names = "--primers",
      paramLabel = "BED",
      description =
          "Amplicon scheme as of ARTIC (names ending in _LEFT and _RIGHT) on the dataset's"
              + " reference: primers are cut off the reads, and amplicons that dropped out are"
              + " named.")
  private @Nullable Path primers;

  @Option(
      names = "--primer-offset",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Cut also where a read begins up to N bases outside a primer (default: ${DEFAULT-VALUE},"
              + " as iVar's -x).")
  private int primerOffset;

  @Option(
      names = "--reads-reference",
      paramLabel = "FASTA",
      description =
          "Sequences a CRAM file was compressed against, if there are others than the dataset's.")
  private @Nullable Path reference;

  @Option(
      names = {"-q", "--min-base-quality"},
      paramLabel = "Q",
      defaultValue = "20",
      description =
          "Lowest Phred quality of a base that counts (default: ${DEFAULT-VALUE}, as iVar's -q).")
  private int minBaseQuality;

  @Option(
      names = "--min-mapping-quality",
      paramLabel = "Q",
      defaultValue = "0",
      description =
          "Lowest mapping quality of a read that counts (default: ${DEFAULT-VALUE}, as samtools"
              + " mpileup; more leaves repeats at the genome's ends unknown).")
  private int minMappingQuality;

  @Option(
      names = {"-m", "--min-depth"},
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Fewest fragments for a known base of the consensus, and for a variant (default:"
              + " ${DEFAULT-VALUE}, as iVar's consensus -m).")
  private int minDepth;

  @Option(
      names = "--min-frequency",
      paramLabel = "F",
      defaultValue = "0.03",
      description =
          "Lowest frequency of a variant that is reported (default: ${DEFAULT-VALUE}, as iVar's"
              + " variants -t).")
  private double minFrequency;

  @Option(
      names = "--consensus",
      paramLabel = "KIND",
      defaultValue = "majority",
      description =
          "majority: the most frequent base (iVar's consensus -t 0); iupac: the ambiguity code of"
              + " the bases that make up --consensus-threshold (default: ${DEFAULT-VALUE}).")
  private String consensus = "majority";

  @Option(
      names = "--consensus-threshold",
      paramLabel = "F",
      description =
          "Share of the depth that the bases of the consensus make up together, the most frequent"
              + " first (default: 0 for majority, 0.75 for iupac; iVar's consensus -t).")
  private @Nullable Double consensusThreshold;

  @Option(
      names = "--minimap2-preset",
      paramLabel = "NAME",
      defaultValue = "sr",
      description =
          "What minimap2 takes FASTQ reads for: sr (short reads), map-ont, map-hifi or map-pb"
              + " (default: ${DEFAULT-VALUE}).")
  private String preset = "sr";

  @Option(
      names = "--output-consensus",
      paramLabel = "FILE",
      description = "FASTA of the samples' consensus genomes.")
  private @Nullable String consensusFile;

  @Option(
      names = "--output-read-variants",
      paramLabel = "FILE",
      description = "Table of the reads' variants under iVar's column names, all samples.")
  private @Nullable String variantsFile;

  @Option(
      names = "--output-read-vcf",
      paramLabel = "FILE",
      description =
          "VCF of the reads' variants; the name has {seqName} in it if there are several samples."
              + " With the ending .gz it is block-compressed and indexed.")
  private @Nullable String vcfFile;

  @Option(
      names = "--output-depth",
      paramLabel = "FILE",
      description = "Table of the depth and the bases at each position.")
  private @Nullable String depthFile;

  @Option(
      names = "--output-read-summary",
      paramLabel = "FILE",
      description = "Table of depth, coverage and amplicons that dropped out, one line a sample.")
  private @Nullable String summaryFile;

  /** Whether there are reads to call. */
  boolean given() {
    return !reads.isEmpty();
  }

  List<Path> reads() {
    return reads;
  }

  /** Every file that is read, pairs and patterns spelled out. */
  List<Path> inputs() {
    return Stream.of(
            ReadSample.of(reads).stream().flatMap(sample -> sample.files().stream()),
            Stream.ofNullable(primers),
            Stream.ofNullable(reference))
        .flatMap(files -> files)
        .toList();
  }

  Optional<Path> reference() {
    return Optional.ofNullable(reference);
  }

  String preset() {
    return preset;
  }

  /**
   * The primers; empty if none are given.
   *
   * @throws org.virowatch.genomics.reads.ReadsException if the scheme cannot be used
   */
  Optional<PrimerFile> primers(ReferenceDataset dataset) {
    return Optional.ofNullable(primers).map(file -> PrimerSchemeReader.read(file, dataset));
  }

  /**
   * The thresholds.
   *
   * @throws IllegalArgumentException if one is out of range, or an option lacks {@code --reads}
   */
  ReadParameters parameters() {
    requireReads();
    require(minBaseQuality >= 0 && minBaseQuality <= 93, "--min-base-quality", "0 to 93");
    require(
        minMappingQuality >= 0 && minMappingQuality <= 255, "--min-mapping-quality", "0 to 255");
    require(minDepth >= 1, "--min-depth", "1 or more");
    require(minFrequency >= 0 && minFrequency <= 1, "--min-frequency", "0 to 1");
    require(primerOffset >= 0, "--primer-offset", "0 or more");
    require(List.of("majority", "iupac").contains(consensus), "--consensus", "majority or iupac");
    require(
        List.of("sr", "map-ont", "map-hifi", "map-pb").contains(preset),
        "--minimap2-preset",
        "sr, map-ont, map-hifi or map-pb");
    double threshold =
        consensusThreshold != null ? consensusThreshold : consensus.equals("iupac") ? AMBIGUOUS : 0;
    require(threshold >= 0 && threshold <= 1, "--consensus-threshold", "0 to 1");
    return new ReadParameters(
        minBaseQuality, minMappingQuality, minDepth, minFrequency, threshold, primerOffset);
  }

  private void requireReads() {
    if (given()) {
      return;
    }
    if (primers != null || reference != null || !named().isEmpty()) {
      throw new IllegalArgumentException(
          "--primers, --reads-reference and the outputs of reads go with --reads FILE; add that");
    }
  }

  private static void require(boolean right, String option, String range) {
    if (!right) {
      throw new IllegalArgumentException(option + " takes " + range);
    }
  }

  private Map<String, String> named() {
    Map<String, String> files = new TreeMap<>();
    put(files, "consensus", consensusFile);
    put(files, "variants", variantsFile);
    put(files, "vcf", vcfFile);
    put(files, "depth", depthFile);
    put(files, "summary", summaryFile);
    return files;
  }

  private static void put(Map<String, String> files, String kind, @Nullable String file) {
    if (file != null) {
      files.put(kind, file);
    }
  }

  /**
   * Names of the files to write, by kind.
   *
   * @param usual beginning of the names of all outputs; empty if only those named are wanted
   */
  Map<String, String> files(Optional<Path> usual) {
    Map<String, String> files = new TreeMap<>();
    if (given() && usual.isPresent()) {
      String name = usual.get().toString();
      files.put("consensus", name + ".consensus.fasta");
      files.put("variants", name + ".read_variants.tsv");
      files.put("vcf", name + "." + VcfOutput.PLACEHOLDER + ".reads.vcf.gz");
      files.put("depth", name + ".depth.tsv.gz");
      files.put("summary", name + ".read_summary.tsv");
    }
    files.putAll(named());
    return files;
  }
}
