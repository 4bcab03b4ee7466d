package org.virowatch.ingest.submission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import org.virowatch.genomics.sequence.Nucleotide;
import org.virowatch.ingest.submission.SubmissionOutcome.Reason;
import org.virowatch.schemas.RejectionCode;

/**
 * What can be said of a sequence without a reference: whether it is one. Whether it is the right
 * virus, long and complete enough is for the stream to say.
 */
final class SequenceCheck {
  private static final String AMINO_ACIDS_ONLY = "EFILPQZXJO*";
  private static final double PROTEIN_SHARE = 0.05;
  private static final int CONTEXT = 20;

  private SequenceCheck() {}

  /** Returns what is wrong with a sequence in upper case; empty if nothing is. */
  static Optional<Reason> fault(byte[] sequence) {
    int foreign = 0;
    int first = -1;
    int aminoAcids = 0;
    int bases = 0;
    for (int i = 0; i < sequence.length; i++) {
      if (Nucleotide.canonical(sequence[i]) != 0) {
        bases++;
      } else if (sequence[i] != Nucleotide.GAP) {
        foreign++;
        first = first < 0 ? i : first;
        aminoAcids += AMINO_ACIDS_ONLY.indexOf(sequence[i]) >= 0 ? 1 : 0;
      }
    }
    if (foreign > 0) {
      String cause =
          aminoAcids > PROTEIN_SHARE * sequence.length
              ? "it looks like a protein; send the nucleotide sequence"
              : "the file may be damaged, or hold something else than FASTA; write N for bases that"
                  + " are not known";
      return Optional.of(
          new Reason(
              RejectionCode.NOT_NUCLEOTIDE,
              "sequence",
              foreign
                  + " of "
                  + sequence.length
                  + " letters are no nucleotide codes (IUPAC: ACGTU, RYSWKMBDHVN, - for a gap), the"
                  + " first at position "
                  + (first + 1)
                  + "; "
                  + cause,
              around(sequence, first)));
    }
    if (bases == 0) {
      return Optional.of(
          new Reason(
              RejectionCode.EMPTY_SEQUENCE,
              "sequence",
              "the record has a name but no bases; the sequence may have been lost in an export",
              null));
    }
    return Optional.empty();
  }

  private static String around(byte[] sequence, int position) {
    int begin = Math.max(0, position - CONTEXT);
    int end = Math.min(sequence.length, position + CONTEXT);
    return new String(sequence, begin, end - begin, ISO_8859_1);
  }
}
