package org.virowatch.surveillance.count;

import java.util.List;
import java.util.Map;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.SiteRange;
import org.virowatch.surveillance.count.Contribution.UnknownRange;

/** Collects the mutations of a genome at sites that it knows. */
final class KnownMutations {
  private final Map<String, List<UnknownRange>> unknown;
  private final MutationSet.Builder mutations = new MutationSet.Builder(256);

  private KnownMutations(Map<String, List<UnknownRange>> unknown) {
    this.unknown = unknown;
  }

  /** Returns the mutations of a called genome at the sites that it knows. */
  static MutationSet of(CalledGenome genome, Map<String, List<UnknownRange>> unknown) {
    KnownMutations known = new KnownMutations(unknown);
    genome.getSubstitutions().forEach(known::add);
    known.addDeletedSites(genome);
    genome.getInsertions().forEach(known::add);
    genome.getAaSubstitutions().forEach(known::add);
    genome.getAaDeletions().forEach(known::add);
    genome.getAaInsertions().forEach(known::add);
    return known.mutations.build();
  }

  private void addDeletedSites(CalledGenome genome) {
    String bases = genome.getDeletedBases();
    int next = 0;
    for (SiteRange range : genome.getDeletions()) {
      for (int site = range.getStart(); site <= range.getEnd(); site++) {
        char base = next < bases.length() ? bases.charAt(next) : 'N';
        addDeleted(site, base);
        next++;
      }
    }
  }

  private void add(String name) {
    add(MutationCode.of(name), name);
  }

  private void addDeleted(int site, char base) {
    long code = MutationCode.of("", site, base, MutationCode.GAP);
    if (code == MutationCode.NONE) {
      add(MutationCode.text("", site, base, MutationCode.GAP));
    } else if (isKnown("", site)) {
      mutations.add(code);
    }
  }

  private void add(long code, String name) {
    if (code != MutationCode.NONE) {
      if (isKnown(MutationCode.axis(code), MutationCode.site(code))) {
        mutations.add(code);
      }
      return;
    }
    MutationName parts = MutationName.of(name);
    if (isKnown(parts.axis(), parts.site())) {
      mutations.add(code, name);
    }
  }

  private boolean isKnown(String axis, int site) {
    List<UnknownRange> ranges = unknown.get(axis);
    for (int i = 0; ranges != null && i < ranges.size(); i++) {
      UnknownRange range = ranges.get(i);
      if (site <= range.last()) {
        return site < range.first();
      }
    }
    return true;
  }
}
