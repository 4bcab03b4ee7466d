package org.virowatch.genomics.watchlist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.call.AminoAcidCalls;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.dataset.Watchlist;

/**
 * Matches genomes with the watchlists of a dataset. An entry is one mutation ({@code S:E484K},
 * {@code S:H69-}), any change of a codon ({@code nsp5:E166*}) or several that must all be there
 * ({@code S:L455F+S:F456L}); it names a CDS or a mature peptide. Immutable and thread-safe.
 *
 * <p>A dataset of the built-in one's reference that brings no lists is matched with the built-in
 * lists.
 */
public final class WatchlistMatcher {

  /** An entry ready for matching. */
  private record Prepared(
      int order, String list, Watchlist.Entry entry, List<WatchedMutation> mutations) {}

  private final PeptideNames names;
  private final List<Prepared> entries = new ArrayList<>();

  /** Entries by CDS and 0-based codon of their first mutation. */
  private final Map<String, Map<Integer, List<Prepared>>> bySite = new HashMap<>();

  /**
   * @param dataset whose lists are matched
   */
  public WatchlistMatcher(ReferenceDataset dataset) {
    ReferenceDataset source = source(dataset);
    names = new PeptideNames(dataset.annotation(), source.annotation());
    for (Watchlist list : source.watchlists()) {
      for (Watchlist.Entry entry : list.entries()) {
        List<WatchedMutation> mutations = mutations(entry.mutation());
        if (mutations.isEmpty()) {
          mutations = mutations(entry.alias());
        }
        if (!mutations.isEmpty()) {
          Prepared prepared = new Prepared(entries.size(), list.name(), entry, mutations);
          entries.add(prepared);
          WatchedMutation first = mutations.get(0);
          bySite
              .computeIfAbsent(first.cds(), cds -> new HashMap<>())
              .computeIfAbsent(first.position().zeroBased(), codon -> new ArrayList<>())
              .add(prepared);
        }
      }
    }
  }

  private static ReferenceDataset source(ReferenceDataset dataset) {
    if (!dataset.watchlists().isEmpty()) {
      return dataset;
    }
    ReferenceDataset builtIn = ReferenceDatasets.builtIn();
    return dataset.length() == builtIn.length()
            && java.util.Arrays.equals(dataset.reference(), builtIn.reference())
        ? builtIn
        : dataset;
  }

  /** The mutations an entry asks for; none if one of them cannot be understood. */
  private List<WatchedMutation> mutations(String text) {
    List<WatchedMutation> mutations = new ArrayList<>();
    for (String part : text.split("\\+", -1)) {
      int colon = part.lastIndexOf(':');
      WatchedMutation parsed =
          colon < 0
              ? null
              : WatchedMutation.parse(
                  part.substring(0, colon).strip(), part.substring(colon + 1).strip());
      PeptideNames.Codon codon =
          parsed == null ? null : names.resolve(parsed.cds(), parsed.position());
      if (parsed == null || codon == null) {
        return List.of();
      }
      mutations.add(
          new WatchedMutation(codon.cds(), codon.position(), parsed.reference(), parsed.wanted()));
    }
    return mutations;
  }

  /** Whether there is nothing to look out for. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * An entry that can be watched one mutation at a time.
   *
   * @param list name of its list
   * @param entry the entry
   * @param mutations the mutations meant, as calls write them: any change of a codon is every
   *     change, and peptides' names are those of CDSes
   */
  public record SingleEntry(String list, Watchlist.Entry entry, List<String> mutations) {
    public SingleEntry {
      mutations = List.copyOf(mutations);
    }
  }

  /** The entries that ask for one mutation each; those that ask for several are left out. */
  public List<SingleEntry> singleEntries() {
    List<SingleEntry> single = new ArrayList<>();
    for (Prepared prepared : entries) {
      if (prepared.mutations().size() == 1) {
        single.add(
            new SingleEntry(
                prepared.list(), prepared.entry(), prepared.mutations().get(0).spelledOut()));
      }
    }
    return single;
  }

  /** The entries a genome has, in the order of the lists. */
  public List<WatchlistHit> match(AminoAcidCalls calls) {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<Prepared> candidates = new ArrayList<>();
    for (AminoAcidSubstitution substitution : calls.substitutions()) {
      addCandidates(candidates, substitution.cds(), substitution.position());
    }
    for (AminoAcidDeletion deletion : calls.deletions()) {
      addCandidates(candidates, deletion.cds(), deletion.position());
    }
    List<WatchlistHit> hits = new ArrayList<>();
    candidates.sort(Comparator.comparingInt(Prepared::order));
    for (Prepared candidate : candidates) {
      @Nullable String found = found(candidate, calls);
      if (found != null) {
        hits.add(new WatchlistHit(candidate.list(), candidate.entry(), found));
      }
    }
    return hits;
  }

  private void addCandidates(List<Prepared> candidates, String cds, CodonPosition position) {
    Map<Integer, List<Prepared>> codons = bySite.get(cds);
    List<Prepared> here = codons == null ? null : codons.get(position.zeroBased());
    if (here != null) {
      candidates.addAll(here);
    }
  }

  /** The genome's letter at a codon if it is not the reference's; otherwise 0. */
  private static char changed(AminoAcidCalls calls, WatchedMutation mutation) {
    int codon = mutation.position().zeroBased();
    for (AminoAcidDeletion deletion : calls.deletions()) {
      if (deletion.position().zeroBased() == codon && deletion.cds().equals(mutation.cds())) {
        return WatchedMutation.DELETED;
      }
    }
    for (AminoAcidSubstitution substitution : calls.substitutions()) {
      if (substitution.position().zeroBased() == codon
          && substitution.cds().equals(mutation.cds())) {
        return substitution.query();
      }
    }
    return 0;
  }

  private static @Nullable String found(Prepared entry, AminoAcidCalls calls) {
    StringBuilder found = new StringBuilder();
    for (WatchedMutation mutation : entry.mutations()) {
      char letter = changed(calls, mutation);
      if (letter == 0
          || (mutation.wanted() != WatchedMutation.ANY && mutation.wanted() != letter)) {
        return null;
      }
      found
          .append(found.length() == 0 ? "" : "+")
          .append(mutation.cds())
          .append(':')
          .append(mutation.reference())
          .append(mutation.position())
          .append(letter);
    }
    return found.toString();
  }
}
