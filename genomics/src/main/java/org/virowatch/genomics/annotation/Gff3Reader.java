package org.virowatch.genomics.annotation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * Finds the coding sequences of a GFF3 file by Nextclade's rules.
 *
 * <ul>
 *   <li>{@code CDS} lines of one {@code ID}, or without any of one name, are the segments of one
 *       coding sequence; the rest of the codon of one segment continues in the next.
 *   <li>A {@code gene} without {@code CDS} is a coding sequence itself.
 *   <li>A CDS is called by the first it has of Name, name, Alias, alias, standard_name, old-name,
 *       Gene, gene, gene_name, locus_tag, product …, a gene by Gene, gene, gene_name, locus_tag,
 *       Name …
 *   <li>A segment may run over the end of a circular reference.
 *   <li>Coding sequences are in the order of their genes, and these in that of their starts.
 * </ul>
 *
 * <p>Beyond Nextclade, a CDS that belongs to no gene is kept where other features are genes, and a
 * first phase other than 0 is honoured where the length shows that it is meant.
 */
public final class Gff3Reader {
  private final int referenceLength;
  private final boolean circular;
  private final List<Gff3Feature> features;

  private Gff3Reader(List<Gff3Feature> features, int referenceLength) {
    this.features = features;
    this.referenceLength = referenceLength;
    this.circular =
        features.stream().anyMatch(feature -> "true".equals(feature.attribute("Is_circular")));
  }

  /**
   * Reads an annotation.
   *
   * @param gff3 content of the file
   * @param referenceLength length of the reference, bases
   * @throws AnnotationException if it is no GFF3, has no coding sequence, or one that the reference
   *     cannot have
   */
  public static GenomeAnnotation read(String gff3, int referenceLength) {
    List<Gff3Feature> features = new ArrayList<>();
    int number = 0;
    for (String line : gff3.lines().toList()) {
      number++;
      if (line.startsWith("##FASTA") || line.startsWith(">")) {
        break;
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        features.add(Gff3Feature.parse(line, number));
      }
    }
    requireOneSequence(features);
    return new Gff3Reader(features, referenceLength).annotation();
  }

  private static void requireOneSequence(List<Gff3Feature> features) {
    Set<String> sequences = new TreeSet<>();
    features.forEach(feature -> sequences.add(feature.seqId()));
    if (sequences.size() > 1) {
      throw new AnnotationException(
          "it annotates several sequences, "
              + sequences
              + ", but the dataset has one reference; keep the lines of that one");
    }
  }

  private GenomeAnnotation annotation() {
    List<Group> groups = cdsGroups();
    Map<String, String> geneOfId = geneOfId();
    Set<String> coded = new HashSet<>();
    Set<String> called = new HashSet<>();
    for (Group group : groups) {
      called.add(group.name());
      String gene = group.gene(geneOfId);
      if (gene != null) {
        coded.add(gene);
      }
    }
    for (Gff3Feature feature : features) {
      String id = feature.attribute("ID");
      if (feature.type().equals("gene") && (id == null || !coded.contains(id))) {
        String name = FeatureNames.of(feature);
        if (called.add(name)) {
          groups.add(new Group(name, List.of(feature)));
        }
      }
    }
    if (groups.isEmpty()) {
      throw new AnnotationException(
          "it has neither a CDS nor a gene; is it the annotation of this reference?");
    }
    List<Gene> genes = GeneReader.read(features, referenceLength);
    Map<String, Integer> places = new HashMap<>();
    genes.stream()
        .flatMap(gene -> gene.cdses().stream())
        .forEach(cds -> places.putIfAbsent(cds.name(), places.size()));
    groups.sort(
        Comparator.comparingInt(
                (Group group) -> places.getOrDefault(group.name(), Integer.MAX_VALUE))
            .thenComparingInt(Group::line));
    List<CodingSequence> sequences = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Group group : groups) {
      if (!names.add(group.name())) {
        throw new AnnotationException(
            "line "
                + group.line()
                + ": a second coding sequence is called "
                + group.name()
                + "; give each its own Name, and segments of one the same ID");
      }
      sequences.add(codingSequence(group));
    }
    return new GenomeAnnotation(sequences, peptides(), genes);
  }

  /**
   * Mature peptides inside the reference; segments of one name belong together. A peptide that is
   * listed below each of two CDSes, as those of ORF1a and ORF1ab are, is one.
   */
  private List<MaturePeptide> peptides() {
    Map<String, List<Gff3Feature>> byName = new LinkedHashMap<>();
    for (Gff3Feature feature : features) {
      if (FeatureNames.isPeptide(feature) && feature.end() <= referenceLength) {
        List<Gff3Feature> parts =
            byName.computeIfAbsent(FeatureNames.ofPeptide(feature), key -> new ArrayList<>());
        if (parts.stream().noneMatch(part -> sameRange(part, feature))) {
          parts.add(feature);
        }
      }
    }
    List<MaturePeptide> peptides = new ArrayList<>();
    byName.forEach(
        (name, parts) -> {
          List<CdsSegment> segments = new ArrayList<>();
          for (Gff3Feature part : new Group(name, parts).inReadingOrder()) {
            segments.add(
                new CdsSegment(
                    NucleotideRange.ofOneBasedClosed(part.start(), part.end()), part.strand(), 0));
          }
          peptides.add(new MaturePeptide(name, segments));
        });
    return peptides;
  }

  private static boolean sameRange(Gff3Feature a, Gff3Feature b) {
    return a.start() == b.start() && a.end() == b.end() && a.strand() == b.strand();
  }

  /** CDS lines joined by ID, or without any by name, in the order of their first lines. */
  private List<Group> cdsGroups() {
    Map<String, List<Gff3Feature>> byId = new LinkedHashMap<>();
    for (Gff3Feature feature : features) {
      if (feature.type().equals("CDS")) {
        String id = feature.attribute("ID");
        String key = id == null ? "named " + FeatureNames.of(feature) : "ID " + id;
        byId.computeIfAbsent(key, k -> new ArrayList<>()).add(feature);
      }
    }
    List<Group> groups = new ArrayList<>();
    for (List<Gff3Feature> segments : byId.values()) {
      groups.add(new Group(FeatureNames.of(segments.get(0)), segments));
    }
    return groups;
  }

  /** For each feature that is a gene or descends from one, that gene, by ID. */
  private Map<String, String> geneOfId() {
    Map<String, String> genes = new HashMap<>();
    Map<String, List<String>> children = new HashMap<>();
    Deque<String> toVisit = new ArrayDeque<>();
    for (Gff3Feature feature : features) {
      String id = feature.attribute("ID");
      String parent = feature.attribute("Parent");
      if (id != null && feature.type().equals("gene") && genes.put(id, id) == null) {
        toVisit.add(id);
      }
      if (id != null && parent != null) {
        children.computeIfAbsent(parent, key -> new ArrayList<>()).add(id);
      }
    }
    while (!toVisit.isEmpty()) {
      String id = toVisit.remove();
      String gene = genes.get(id);
      for (String child : children.getOrDefault(id, List.of())) {
        if (gene != null && genes.putIfAbsent(child, gene) == null) {
          toVisit.add(child);
        }
      }
    }
    return genes;
  }

  private CodingSequence codingSequence(Group group) {
    List<NucleotideRange> ranges = new ArrayList<>();
    List<Strand> strands = new ArrayList<>();
    for (Gff3Feature segment : group.inReadingOrder()) {
      for (NucleotideRange range : linear(segment, group.name())) {
        ranges.add(range);
        strands.add(segment.strand());
      }
    }
    int total = ranges.stream().mapToInt(NucleotideRange::length).sum();
    int skip = group.inReadingOrder().get(0).phase();
    if (total % 3 != 0 && skip > 0 && (total - skip) % 3 == 0) {
      NucleotideRange first = ranges.get(0);
      ranges.set(
          0,
          strands.get(0) == Strand.FORWARD
              ? new NucleotideRange(first.begin() + skip, first.end())
              : new NucleotideRange(first.begin(), first.end() - skip));
      total -= skip;
    }
    if (total % 3 != 0) {
      throw new AnnotationException(
          "line "
              + group.line()
              + ": coding sequence "
              + group.name()
              + " has "
              + total
              + " bases in "
              + ranges.size()
              + " segments, which is no multiple of 3; a start, end or segment is wrong");
    }
    List<CdsSegment> segments = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < ranges.size(); i++) {
      segments.add(new CdsSegment(ranges.get(i), strands.get(i), (3 - offset % 3) % 3));
      offset += ranges.get(i).length();
    }
    return new CodingSequence(group.name(), segments);
  }

  /** The parts of a segment in reading order: two where it runs over a circular reference's end. */
  private List<NucleotideRange> linear(Gff3Feature segment, String name) {
    if (segment.end() <= referenceLength) {
      return List.of(NucleotideRange.ofOneBasedClosed(segment.start(), segment.end()));
    }
    if (!circular || segment.start() > referenceLength || segment.end() > 2 * referenceLength) {
      throw outside(segment, name, referenceLength);
    }
    NucleotideRange before = new NucleotideRange(segment.start() - 1, referenceLength);
    NucleotideRange after = new NucleotideRange(0, segment.end() - referenceLength);
    return segment.strand() == Strand.FORWARD ? List.of(before, after) : List.of(after, before);
  }

  /** What to say of a feature that the reference cannot have. */
  static AnnotationException outside(Gff3Feature feature, String name, int referenceLength) {
    return new AnnotationException(
        "line "
            + feature.line()
            + ": "
            + name
            + " lies at "
            + feature.start()
            + "-"
            + feature.end()
            + ", outside the reference of "
            + referenceLength
            + " bases; reference and annotation do not belong together");
  }

  /** The lines of one coding sequence. */
  private record Group(String name, List<Gff3Feature> segments) {

    int line() {
      return segments.get(0).line();
    }

    @Nullable String gene(Map<String, String> geneOfId) {
      String parent = segments.get(0).attribute("Parent");
      return parent == null ? null : geneOfId.get(parent);
    }

    /** As in the file, but segments of the reverse strand listed from low to high turned round. */
    List<Gff3Feature> inReadingOrder() {
      boolean reverse = segments.stream().allMatch(part -> part.strand() == Strand.REVERSE);
      int last = segments.size() - 1;
      if (!reverse || segments.get(0).start() >= segments.get(last).start()) {
        return segments;
      }
      List<Gff3Feature> turned = new ArrayList<>(segments);
      java.util.Collections.reverse(turned);
      return turned;
    }
  }
}
