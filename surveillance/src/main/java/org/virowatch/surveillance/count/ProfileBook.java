package org.virowatch.surveillance.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution.UnknownRange;

/**
 * The profiles of the lineages that one task has met, and how genomes are written by them. A
 * lineage's first genome is its first profile; when {@value #GENOMES_OF_A_CONSENSUS} more have
 * come, what most of them have in common takes its place for genomes to come. Profiles that genomes
 * were written by stay for ever, so there are at most two of a lineage in a book.
 *
 * <p>Whoever keeps genomes keeps {@link #own} with them. Not safe for use by several threads.
 */
public final class ProfileBook {
  static final int GENOMES_OF_A_CONSENSUS = 64;

  private static final int IN_FULL = 0;
  private static final int BY_PROFILE = 1;

  private record Line(String dataset, String lineage) {}

  private final Map<Long, GenomeProfile> byId = new HashMap<>();
  private final Map<Line, GenomeProfile> current = new HashMap<>();
  private final Map<Line, Learning> learning = new HashMap<>();
  private final List<GenomeProfile> own = new ArrayList<>();

  /** Makes an empty book. */
  public ProfileBook() {}

  /**
   * Takes in a profile that was kept.
   *
   * @param keep whether this book shall keep it from now on, or another does
   */
  public void restore(GenomeProfile profile, boolean keep) {
    if (byId.putIfAbsent(profile.id(), profile) != null) {
      return;
    }
    if (keep) {
      own.add(profile);
    }
    Line line = new Line(profile.dataset(), profile.lineage());
    current.merge(line, profile, (a, b) -> b.isConsensus() && !a.isConsensus() ? b : a);
  }

  /** Returns the profiles that this book made or was told to keep, to be kept with the genomes. */
  public List<GenomeProfile> own() {
    return List.copyOf(own);
  }

  /** Writes a genome, most often in far less than its own length. */
  public void write(Contribution genome, CompactWriter out) {
    GenomeProfile profile = genome.isEmpty() ? null : profileOf(genome);
    if (profile == null) {
      out.octet(IN_FULL);
      genome.writeTo(out);
    } else {
      out.octet(BY_PROFILE);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.octet((int) (profile.id() >>> shift) & 0xFF);
      }
      profile.write(genome, out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalStateException if the profile is not in this book
   */
  public Contribution read(CompactReader in) {
    if (in.octet() == IN_FULL) {
      return Contribution.readFrom(in);
    }
    long id = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      id = id << 8 | in.octet();
    }
    GenomeProfile profile = byId.get(id);
    if (profile == null) {
      throw new IllegalStateException(
          "a genome is written by the profile "
              + Long.toHexString(id)
              + ", which is not among the "
              + byId.size()
              + " known ones; its state is incomplete: start from another savepoint, or replay the"
              + " topic 'genomes' from its beginning");
    }
    return profile.read(in);
  }

  private @Nullable GenomeProfile profileOf(Contribution genome) {
    Line line = new Line(genome.dataset(), genome.lineage());
    GenomeProfile known = current.get(line);
    if (known == null) {
      return adopt(
          line,
          new GenomeProfile(
              line.dataset(), line.lineage(), false, genome.mutations().names(), genome.unknown()));
    }
    if (!known.isConsensus()) {
      Learning learned = learning.computeIfAbsent(line, absent -> new Learning());
      learned.add(genome);
      if (learned.genomes == GENOMES_OF_A_CONSENSUS) {
        learning.remove(line);
        return adopt(line, learned.consensus(line));
      }
    }
    return known;
  }

  /** Of two profiles with one hash, which nobody will live to see, the first stays. */
  private @Nullable GenomeProfile adopt(Line line, GenomeProfile profile) {
    GenomeProfile there = byId.putIfAbsent(profile.id(), profile);
    if (there != null && !there.holdsTheSameAs(profile)) {
      return current.get(line);
    }
    if (there == null) {
      own.add(profile);
    }
    current.put(line, profile);
    return profile;
  }

  /** Counts what the genomes of a lineage hold until a consensus can be told. */
  private static final class Learning {
    private final MutationCounts mutations = new MutationCounts();
    private final Map<UnknownRange, Integer> unknown = new HashMap<>();
    private int genomes;

    void add(Contribution genome) {
      genomes++;
      mutations.add(genome.mutations(), 1);
      genome.unknown().forEach(range -> unknown.merge(range, 1, Integer::sum));
    }

    GenomeProfile consensus(Line line) {
      List<String> common = new ArrayList<>();
      mutations.forEach(
          (name, count) -> {
            if (2 * count > genomes) {
              common.add(name);
            }
          });
      common.sort(Comparator.comparing(MutationName::of));
      List<UnknownRange> ranges = new ArrayList<>();
      unknown.forEach(
          (range, count) -> {
            if (2 * count > genomes) {
              ranges.add(range);
            }
          });
      ranges.sort(UnknownSites.BY_AXIS);
      return new GenomeProfile(line.dataset(), line.lineage(), true, common, ranges);
    }
  }
}
