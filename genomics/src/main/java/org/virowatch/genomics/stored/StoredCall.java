package org.virowatch.genomics.stored;

import java.util.List;
import java.util.Optional;
import org.virowatch.genomics.call.FrameShift;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.StopCodon;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.CallBasis;

/**
 * What is kept of a called genome. With the reference it gives the sequence back, letter for letter
 * in the reading direction of the reference.
 *
 * @param name name of the sequence
 * @param nucleotides nucleotide calls, insertions outside the alignment included
 * @param frameShifts codons out of frame
 * @param stopCodons stops before the last codon of a coding sequence
 * @param basis what the calls depend on; empty if it was not kept, as older releases did not
 * @param ambiguityKnown whether ambiguity codes were kept apart from N; if not, every unknown base
 *     is among {@link NucleotideCalls#missing()}
 */
public record StoredCall(
    String name,
    NucleotideCalls nucleotides,
    List<FrameShift> frameShifts,
    List<StopCodon> stopCodons,
    Optional<CallBasis> basis,
    boolean ambiguityKnown) {

  public StoredCall {
    frameShifts = List.copyOf(frameShifts);
    stopCodons = List.copyOf(stopCodons);
  }

  /** The runs of unknown bases that may hide ambiguity codes. */
  List<NucleotideRange> doubtful() {
    return ambiguityKnown ? List.of() : nucleotides.missing();
  }
}
