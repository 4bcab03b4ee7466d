package org.virowatch.genomics.output;

import java.util.List;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotideRange;

/** Lists of mutations as cells, joined by commas. Written without intermediate strings. */
final class MutationText {

  private MutationText() {}

  static void substitutions(StringBuilder out, List<Substitution> list) {
    for (int i = 0; i < list.size(); i++) {
      Substitution substitution = list.get(i);
      (i > 0 ? out.append(',') : out)
          .append(substitution.reference())
          .append(substitution.position().oneBased())
          .append(substitution.query());
    }
  }

  static void deletions(StringBuilder out, List<Deletion> list) {
    for (int i = 0; i < list.size(); i++) {
      range(i > 0 ? out.append(',') : out, list.get(i).range());
    }
  }

  static void ranges(StringBuilder out, List<NucleotideRange> list) {
    for (int i = 0; i < list.size(); i++) {
      range(i > 0 ? out.append(',') : out, list.get(i));
    }
  }

  private static void range(StringBuilder out, NucleotideRange range) {
    out.append(range.oneBasedStart());
    if (range.length() > 1) {
      out.append('-').append(range.oneBasedEnd());
    }
  }

  static void aminoAcids(StringBuilder out, List<AminoAcidSubstitution> list) {
    for (int i = 0; i < list.size(); i++) {
      AminoAcidSubstitution substitution = list.get(i);
      (i > 0 ? out.append(',') : out)
          .append(substitution.cds())
          .append(':')
          .append(substitution.reference())
          .append(substitution.position().oneBased())
          .append(substitution.query());
    }
  }

  static void aminoAcidDeletions(StringBuilder out, List<AminoAcidDeletion> list) {
    for (int i = 0; i < list.size(); i++) {
      AminoAcidDeletion deletion = list.get(i);
      (i > 0 ? out.append(',') : out)
          .append(deletion.cds())
          .append(':')
          .append(deletion.reference())
          .append(deletion.position().oneBased())
          .append('-');
    }
  }

  /** Anything whose text is its notation. */
  static void list(StringBuilder out, List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      (i > 0 ? out.append(',') : out).append(list.get(i));
    }
  }
}
