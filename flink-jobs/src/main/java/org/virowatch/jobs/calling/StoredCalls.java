package org.virowatch.jobs.calling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.FrameShift;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.StopCodon;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.CodonRange;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.CallBasis;
import org.virowatch.genomics.stored.StoredCall;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.CallingBasis;
import org.virowatch.schemas.SiteRange;

/** Reads calls back from their records: the way {@link GenomeRecords} goes, backwards. */
final class StoredCalls {
  private StoredCalls() {}

  /**
   * Reads the call of a genome.
   *
   * @param genome a genome that is called, not withdrawn
   * @throws IllegalArgumentException if a field is not written as {@link GenomeRecords} does
   */
  static StoredCall read(CalledGenome genome) {
    List<String> ambiguous = genome.getAmbiguous();
    NucleotideRange aligned =
        range("alignment", genome.getAlignmentStart(), genome.getAlignmentEnd());
    List<AmbiguousBases> codes =
        ambiguous == null ? List.of() : each("ambiguous", ambiguous, StoredCalls::ambiguousBases);
    List<Deletion> deletions = new ArrayList<>(genome.getDeletions().size());
    for (SiteRange range : genome.getDeletions()) {
      deletions.add(new Deletion(range("deletions", range.getStart(), range.getEnd())));
    }
    return new StoredCall(
        genome.getSequenceName(),
        new NucleotideCalls(
            aligned,
            each("substitutions", genome.getSubstitutions(), StoredCalls::substitution),
            deletions,
            each("insertions", genome.getInsertions(), StoredCalls::insertion),
            runsOfN(genome.getMissing(), aligned, codes),
            codes),
        each("frameShifts", genome.getFrameShifts(), StoredCalls::frameShift),
        genome.getStopCodons() == null
            ? List.of()
            : each("stopCodons", genome.getStopCodons(), StoredCalls::stopCodon),
        basis(genome.getBasis()),
        ambiguous != null);
  }

  private static Optional<CallBasis> basis(@Nullable CallingBasis basis) {
    return basis == null
        ? Optional.empty()
        : Optional.of(new CallBasis(basis.getReference(), basis.getScoring(), basis.getSearch()));
  }

  /** What is unknown inside the alignment and no other ambiguity code. */
  private static List<NucleotideRange> runsOfN(
      List<SiteRange> unknown, NucleotideRange aligned, List<AmbiguousBases> codes) {
    List<NucleotideRange> runs = new ArrayList<>(unknown.size());
    int next = 0;
    for (SiteRange site : unknown) {
      NucleotideRange range = range("missing", site.getStart(), site.getEnd());
      int begin = Math.max(range.begin(), aligned.begin());
      int end = Math.min(range.end(), aligned.end());
      while (next < codes.size() && codes.get(next).range().begin() < end) {
        NucleotideRange code = codes.get(next++).range();
        if (code.begin() < begin || code.end() > end) {
          throw new IllegalArgumentException(
              "field ambiguous: run " + code + " is not among the missing positions");
        }
        if (begin < code.begin()) {
          runs.add(new NucleotideRange(begin, code.begin()));
        }
        begin = code.end();
      }
      if (begin < end) {
        runs.add(new NucleotideRange(begin, end));
      }
    }
    if (next < codes.size()) {
      throw new IllegalArgumentException(
          "field ambiguous: run "
              + codes.get(next).range()
              + " is not among the missing positions");
    }
    return runs;
  }

  private static <T> List<T> each(String field, List<String> texts, Function<String, T> reader) {
    List<T> values = new ArrayList<>(texts.size());
    for (String text : texts) {
      try {
        values.add(reader.apply(text));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "field " + field + ": '" + Rejections.excerpt(text) + "' cannot be read", e);
      }
    }
    return values;
  }

  private static Substitution substitution(String text) {
    int last = text.length() - 1;
    return new Substitution(
        NucleotidePosition.ofOneBased(Integer.parseInt(text, 1, last, 10)),
        text.charAt(0),
        text.charAt(last));
  }

  private static Insertion insertion(String text) {
    int colon = text.indexOf(':');
    return new Insertion(
        NucleotidePosition.ofOneBased(Integer.parseInt(text, 0, colon, 10)),
        text.substring(colon + 1));
  }

  private static AmbiguousBases ambiguousBases(String text) {
    if (text.charAt(1) != ':') {
      throw new IllegalArgumentException("no ':' after the code");
    }
    int[] ends = ends(text, 2);
    return new AmbiguousBases(NucleotideRange.ofOneBasedClosed(ends[0], ends[1]), text.charAt(0));
  }

  private static FrameShift frameShift(String text) {
    int colon = text.lastIndexOf(':');
    int[] ends = ends(text, colon + 1);
    return new FrameShift(text.substring(0, colon), CodonRange.ofOneBasedClosed(ends[0], ends[1]));
  }

  private static StopCodon stopCodon(String text) {
    int colon = text.lastIndexOf(':');
    return new StopCodon(
        text.substring(0, colon),
        CodonPosition.ofOneBased(Integer.parseInt(text, colon + 1, text.length(), 10)));
  }

  /** First and last of {@code 27-122}, twice the same of {@code 27}. */
  private static int[] ends(String text, int from) {
    int dash = text.indexOf('-', from);
    int first = Integer.parseInt(text, from, dash < 0 ? text.length() : dash, 10);
    return new int[] {
      first, dash < 0 ? first : Integer.parseInt(text, dash + 1, text.length(), 10)
    };
  }

  private static NucleotideRange range(String field, int start, int end) {
    if (start < 1 || end < start) {
      throw new IllegalArgumentException(
          "field " + field + ": " + start + " to " + end + " is no range of positions from 1");
    }
    return NucleotideRange.ofOneBasedClosed(start, end);
  }
}
