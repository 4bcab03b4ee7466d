package org.virowatch.surveillance.count;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution.UnknownRange;
import org.virowatch.surveillance.region.Regions;

/**
 * What genomes of one lineage have in common: mutations and unknown sites. A genome is written as
 * its differences from it, and read back exactly, so a profile need not be a good one, only the
 * same one. It is known by a hash of what it holds and never changes.
 */
public final class GenomeProfile {
  private final String dataset;
  private final String lineage;
  private final boolean consensus;
  private final List<String> mutations;
  private final List<UnknownRange> unknown;

  /** The codes of its mutations; {@link MutationCode#NONE} at the places of texts. */
  private final long[] codes;

  /** Places of codes, counted from 1. */
  private final LongCounts places = new LongCounts();

  private final Map<String, Integer> textIndex = new HashMap<>();
  private final Map<UnknownRange, Integer> unknownIndex = new HashMap<>();
  private final long id;

  /**
   * Makes a profile.
   *
   * @param consensus whether many genomes stand behind it, rather than the first one
   * @param mutations each once
   * @param unknown each once
   */
  GenomeProfile(
      String dataset,
      String lineage,
      boolean consensus,
      List<String> mutations,
      List<UnknownRange> unknown) {
    this.dataset = dataset;
    this.lineage = lineage;
    this.consensus = consensus;
    this.mutations = List.copyOf(mutations);
    this.unknown = List.copyOf(unknown);
    this.codes = new long[mutations.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = MutationCode.of(mutations.get(i));
      if (codes[i] == MutationCode.NONE) {
        textIndex.put(mutations.get(i), i);
      } else {
        places.add(codes[i], i + 1);
      }
    }
    for (int i = 0; i < unknown.size(); i++) {
      unknownIndex.put(unknown.get(i), i);
    }
    this.id = hash(String.join("\n", dataset, lineage, mutations.toString(), unknown.toString()));
  }

  private static long hash(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the first 64 bits of SHA-256 over what it holds. */
  public long id() {
    return id;
  }

  String dataset() {
    return dataset;
  }

  String lineage() {
    return lineage;
  }

  boolean isConsensus() {
    return consensus;
  }

  /** Returns whether two profiles hold the same. */
  boolean holdsTheSameAs(GenomeProfile other) {
    return dataset.equals(other.dataset)
        && lineage.equals(other.lineage)
        && mutations.equals(other.mutations)
        && unknown.equals(other.unknown);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static GenomeProfile readFrom(CompactReader in) {
    return new GenomeProfile(
        in.text(), in.text(), in.flag(), PackedMutations.readNames(in), UnknownSites.read(in));
  }

  /** Writes the profile itself. */
  public void writeTo(CompactWriter out) {
    out.text(dataset);
    out.text(lineage);
    out.flag(consensus);
    PackedMutations.writeNames(mutations, out);
    UnknownSites.write(unknown, out);
  }

  /** Reads a genome that was written as its differences from this profile. */
  Contribution read(CompactReader in) {
    List<String> regions = readRegions(in);
    String collected = in.text();
    LocalDate day = Contribution.dayOf(collected);
    String lab = in.text();
    int flags = in.octet();
    MutationSet.Builder ofGenome = new MutationSet.Builder(codes.length + 16);
    readPresent(codes.length, in).stream()
        .forEach(place -> ofGenome.add(codes[place], mutations.get(place)));
    PackedMutations.read(in, ofGenome);
    List<UnknownRange> unknownToGenome = new ArrayList<>();
    readPresent(unknown.size(), in).stream()
        .forEach(place -> unknownToGenome.add(unknown.get(place)));
    unknownToGenome.addAll(UnknownSites.read(in));
    unknownToGenome.sort(UnknownSites.BY_AXIS);
    MutationSet mutationsOfGenome = ofGenome.build();
    return new Contribution(
        dataset,
        regions,
        Contribution.periodOf(collected, day),
        day,
        lineage,
        lab,
        Contribution.isSimulated(flags),
        Contribution.isTargeted(flags),
        mutationsOfGenome,
        unknownToGenome,
        Contribution.isPlaced(flags) ? PrivatePlaces.read(mutationsOfGenome, in) : null);
  }

  /** Writes a genome of this dataset and lineage as its differences from this profile. */
  void write(Contribution genome, CompactWriter out) {
    writeRegions(genome.regions(), out);
    out.text(Contribution.collected(genome));
    out.text(genome.lab());
    out.octet(Contribution.flags(genome));
    writeMutations(genome.mutations(), out);
    writeUnknown(genome.unknown(), out);
    MutationSet privateMutations = genome.privateMutations();
    if (privateMutations != null) {
      PrivatePlaces.write(privateMutations, genome.mutations(), out);
    }
  }

  private void writeMutations(MutationSet ofGenome, CompactWriter out) {
    BitSet present = new BitSet(codes.length);
    MutationSet.Builder others = new MutationSet.Builder(16);
    for (long code : ofGenome.codes()) {
      int place = (int) places.get(code);
      if (place == 0) {
        others.add(code);
      } else {
        present.set(place - 1);
      }
    }
    for (String text : ofGenome.written()) {
      Integer place = textIndex.get(text);
      if (place == null) {
        others.add(text);
      } else {
        present.set(place);
      }
    }
    writeAbsent(present, codes.length, out);
    PackedMutations.write(others.build(), out);
  }

  private void writeUnknown(List<UnknownRange> toGenome, CompactWriter out) {
    BitSet present = new BitSet(unknown.size());
    List<UnknownRange> others = new ArrayList<>();
    for (UnknownRange range : toGenome) {
      Integer place = unknownIndex.get(range);
      if (place == null) {
        others.add(range);
      } else {
        present.set(place);
      }
    }
    writeAbsent(present, unknown.size(), out);
    UnknownSites.write(others, out);
  }

  private static void writeAbsent(BitSet present, int size, CompactWriter out) {
    out.unsigned(size - present.cardinality());
    int before = 0;
    for (int absent = present.nextClearBit(0);
        absent < size;
        absent = present.nextClearBit(absent + 1)) {
      out.unsigned(absent - before);
      before = absent;
    }
  }

  private static BitSet readPresent(int size, CompactReader in) {
    BitSet present = new BitSet(size);
    present.set(0, size);
    int absences = in.size();
    int absent = 0;
    for (int i = 0; i < absences; i++) {
      absent += in.size();
      present.clear(absent);
    }
    return present;
  }

  /** Country and world follow from the smallest region, where it is one that we made ourselves. */
  private static void writeRegions(List<String> regions, CompactWriter out) {
    String smallest = regions.get(regions.size() - 1);
    boolean implied = regions.equals(implied(smallest));
    out.unsigned(implied ? 0 : regions.size());
    if (implied) {
      out.text(smallest);
    } else {
      regions.forEach(out::text);
    }
  }

  private static List<String> readRegions(CompactReader in) {
    int size = in.size();
    if (size == 0) {
      return implied(in.text());
    }
    List<String> regions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      regions.add(in.text());
    }
    return regions;
  }

  private static List<String> implied(String smallest) {
    int dash = smallest.indexOf('-');
    return dash < 0
        ? List.of(Regions.WORLD, smallest)
        : List.of(Regions.WORLD, smallest.substring(0, dash), smallest);
  }
}
