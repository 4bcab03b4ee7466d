package org.virowatch.genomics.output;

import java.util.List;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.FrameShift;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.call.UnknownCodons;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.placement.PrivateAminoAcids;
import org.virowatch.genomics.placement.PrivateMutations;

/** Lists of mutations as cells, joined by commas. Written without intermediate strings. */
final class MutationText {

  private MutationText() {}

  static void substitutions(RowText out, List<Substitution> list) {
    for (int i = 0; i < list.size(); i++) {
      Substitution substitution = list.get(i);
      (i > 0 ? out.append(',') : out)
          .append(substitution.reference())
          .append(substitution.position().oneBased())
          .append(substitution.query());
    }
  }

  static void deletions(RowText out, List<Deletion> list) {
    for (int i = 0; i < list.size(); i++) {
      range(i > 0 ? out.append(',') : out, list.get(i).range());
    }
  }

  static void ranges(RowText out, List<NucleotideRange> list) {
    for (int i = 0; i < list.size(); i++) {
      range(i > 0 ? out.append(',') : out, list.get(i));
    }
  }

  /**
   * Frame shifts by their codons. One that has the first base of no codon, as a gap in the last
   * codon makes it, is written as Nextclade does.
   */
  static void shifts(RowText out, List<FrameShift> list) {
    for (int i = 0; i < list.size(); i++) {
      FrameShift shift = list.get(i);
      (i > 0 ? out.append(',') : out)
          .append(shift.codons().isEmpty() ? shift.cds() + ":empty range" : shift.toString());
    }
  }

  private static void range(RowText out, NucleotideRange range) {
    out.append(range.oneBasedStart());
    if (range.length() > 1) {
      out.append('-').append(range.oneBasedEnd());
    }
  }

  static void aminoAcids(RowText out, List<AminoAcidSubstitution> list) {
    for (int i = 0; i < list.size(); i++) {
      aminoAcid(i > 0 ? out.append(',') : out, list.get(i));
    }
  }

  private static void aminoAcid(RowText out, AminoAcidSubstitution substitution) {
    out.append(substitution.cds())
        .append(':')
        .append(substitution.reference())
        .append(substitution.position().oneBased())
        .append(substitution.query());
  }

  static void aminoAcidDeletions(RowText out, List<AminoAcidDeletion> list) {
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

  static void labelled(RowText out, List<PrivateMutations.LabelledSubstitution> list) {
    for (int i = 0; i < list.size(); i++) {
      Substitution substitution = list.get(i).substitution();
      (i > 0 ? out.append(',') : out)
          .append(substitution.reference())
          .append(substitution.position().oneBased())
          .append(substitution.query());
      labels(out, list.get(i).labels());
    }
  }

  static void labelledAminoAcids(RowText out, List<PrivateAminoAcids.Labelled> list) {
    for (int i = 0; i < list.size(); i++) {
      aminoAcid(i > 0 ? out.append(',') : out, list.get(i).substitution());
      labels(out, list.get(i).labels());
    }
  }

  private static void labels(RowText out, List<String> labels) {
    for (int i = 0; i < labels.size(); i++) {
      out.append(i > 0 ? '&' : '|').append(labels.get(i));
    }
  }

  static void unknownCodons(RowText out, List<UnknownCodons> list) {
    for (int i = 0; i < list.size(); i++) {
      UnknownCodons run = list.get(i);
      (i > 0 ? out.append(',') : out)
          .append(run.cds())
          .append(':')
          .append(run.codons().oneBasedStart());
      if (run.codons().length() > 1) {
        out.append('-').append(run.codons().oneBasedEnd());
      }
    }
  }

  /** Anything whose text is its notation. */
  static void list(RowText out, List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      (i > 0 ? out.append(',') : out).append(list.get(i));
    }
  }
}
