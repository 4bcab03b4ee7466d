package org.virowatch.genomics.annotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.annotation.FeatureGroups.Group;
import org.virowatch.genomics.annotation.GeneCds.Landmark;
import org.virowatch.genomics.annotation.GeneCds.Peptide;
import org.virowatch.genomics.annotation.GeneCds.PeptideSegment;
import org.virowatch.genomics.annotation.GeneCds.Segment;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * Arranges the features of a GFF3 file as genes with their coding sequences, as Nextclade does: in
 * the order of {@link FeatureGroups#roots}, a gene has the coding sequences below it, or is one
 * itself.
 */
final class GeneReader {

  private static final String PEPTIDE = "mature_protein_region_of_CDS";

  private final int referenceLength;
  private final FeatureGroups groups;
  private final IdentityHashMap<Gff3Feature, Integer> places = new IdentityHashMap<>();
  private final Map<String, Gff3Feature> landmarks = new HashMap<>(); // by sequence
  private final Set<Integer> visited = new HashSet<>();
  private final Set<Integer> placed = new HashSet<>(); // coding sequences that have their gene
  private final List<Gene> genes = new ArrayList<>();

  private GeneReader(List<Gff3Feature> features, int referenceLength) {
    this.referenceLength = referenceLength;
    this.groups = new FeatureGroups(features);
    for (Gff3Feature feature : features) {
      places.put(feature, places.size());
      String id = FeatureGroups.id(feature);
      int colon = id.indexOf(':');
      landmarks.putIfAbsent(colon < 0 ? id : id.substring(0, colon), feature);
    }
  }

  /** The genes of the features in Nextclade's order. */
  static List<Gene> read(List<Gff3Feature> features, int referenceLength) {
    GeneReader reader = new GeneReader(features, referenceLength);
    reader.groups.roots().forEach(group -> reader.visit(group, 0));
    return reader.genes;
  }

  private void visit(Group group, int depth) {
    FeatureGroups.requireShallow(group, depth);
    if (!visited.add(group.number())) {
      return;
    }
    if (group.type().equals("gene")) {
      gene(group);
    } else if (group.type().equals("CDS") && placed.add(group.number())) {
      genes.add(geneOf(cds(group)));
    }
    groups.children(group).forEach(child -> visit(child, depth + 1));
  }

  private void gene(Group group) {
    Gff3Feature feature = group.lines().get(0);
    List<GeneCds> cdses = new ArrayList<>();
    for (Group below : groups.below(group, "CDS")) {
      if (placed.add(below.number())) {
        cdses.add(cds(below));
      }
    }
    if (cdses.isEmpty()) {
      cdses.add(cdsOf(group));
    }
    int end = group.lines().stream().mapToInt(Gff3Feature::end).max().orElse(0);
    genes.add(new Gene(line(feature), new NucleotideRange(group.start() - 1, end), cdses, false));
  }

  private GeneCds cds(Group group) {
    List<Segment> segments = segments(group);
    List<Peptide> peptides = new ArrayList<>();
    for (Group peptide : groups.below(group, PEPTIDE)) {
      List<PeptideSegment> parts =
          peptide.lines().stream()
              .map(feature -> new PeptideSegment(line(feature), range(feature), false))
              .toList();
      peptides.add(new Peptide(peptide.id(), peptide.name(), product(peptide), parts));
    }
    return new GeneCds(
        group.id(),
        group.name(),
        product(group),
        segments,
        peptides,
        GeneCds.merged(segments),
        false);
  }

  /** The coding sequence that a gene without any is. */
  private GeneCds cdsOf(Group gene) {
    Gff3Feature feature = gene.lines().get(0);
    FeatureLine line = line(feature);
    String id = line.id();
    FeatureLine part = renamed(line, "protein-segment-from-gene-" + id);
    Peptide peptide =
        new Peptide(
            "protein-from-gene-" + id,
            line.name(),
            product(gene),
            List.of(new PeptideSegment(part, range(feature), true)));
    List<Segment> segments = new ArrayList<>();
    for (Segment segment : segments(gene)) {
      segments.add(
          new Segment(
              renamed(line, "cds-segment-from-gene-" + id),
              segment.range(),
              segment.offset(),
              segment.strand(),
              segment.wrap(),
              segment.landmark()));
    }
    return new GeneCds(
        "cds-from-gene-" + id,
        line.name(),
        product(gene),
        segments,
        List.of(peptide),
        line.attributes(),
        true);
  }

  private static FeatureLine renamed(FeatureLine line, String id) {
    return new FeatureLine(
        line.index(), id, line.name(), line.attributes(), line.seqId(), line.source(), line.type());
  }

  /** The gene that stands for a coding sequence that has none. */
  private static Gene geneOf(GeneCds cds) {
    List<Segment> segments = cds.segments();
    FeatureLine first = segments.get(0).line();
    FeatureLine line =
        new FeatureLine(
            0,
            joined(segments.stream().map(segment -> segment.line().id()).toList()),
            joined(segments.stream().map(segment -> segment.line().name()).toList()),
            Map.of(),
            first.seqId(),
            first.source(),
            first.type());
    int begin = segments.stream().mapToInt(segment -> segment.range().begin()).min().orElse(0);
    int end = segments.stream().mapToInt(segment -> segment.range().end()).max().orElse(begin);
    return new Gene(line, new NucleotideRange(begin, end), List.of(cds), true);
  }

  private List<Segment> segments(Group group) {
    List<Segment> segments = new ArrayList<>();
    int offset = 0;
    for (Gff3Feature feature : group.lines()) {
      if (feature.end() > 2L * referenceLength) {
        throw Gff3Reader.outside(feature, FeatureNames.of(feature), referenceLength);
      }
      int wrap = feature.end() > referenceLength ? 1 : 0;
      int begin = feature.start() - 1;
      int end = feature.end();
      while (begin < end) {
        int last = Math.min(end, referenceLength);
        NucleotideRange range = new NucleotideRange(Math.min(begin, last), last);
        segments.add(
            new Segment(line(feature), range, offset, feature.strand(), wrap, landmark(feature)));
        offset += range.length();
        wrap++;
        begin = 0;
        end -= referenceLength;
      }
    }
    return segments;
  }

  private @Nullable Landmark landmark(Gff3Feature feature) {
    Gff3Feature found = landmarks.get(feature.seqId());
    return found == null
        ? null
        : new Landmark(
            line(found),
            range(found),
            found.strand(),
            "true".equalsIgnoreCase(found.attribute("Is_circular")));
  }

  private FeatureLine line(Gff3Feature feature) {
    Map<String, List<String>> attributes = new LinkedHashMap<>(feature.attributes());
    return new FeatureLine(
        Objects.requireNonNull(places.get(feature)),
        FeatureGroups.id(feature),
        FeatureNames.of(feature),
        attributes,
        given(feature.seqId()),
        given(feature.source()),
        given(feature.type()));
  }

  private static @Nullable String given(String column) {
    return column.isBlank() || column.equals(".") ? null : column;
  }

  private static NucleotideRange range(Gff3Feature feature) {
    return NucleotideRange.ofOneBasedClosed(feature.start(), feature.end());
  }

  private static String product(Group group) {
    return joined(group.lines().stream().map(GeneReader::product).toList());
  }

  private static String product(Gff3Feature feature) {
    String product =
        feature.firstOf(List.of("Product", "product", "Protein", "protein", "protein_id"));
    return product == null ? FeatureNames.of(feature) : product;
  }

  private static String joined(List<String> names) {
    return names.stream().distinct().collect(Collectors.joining("+"));
  }
}
