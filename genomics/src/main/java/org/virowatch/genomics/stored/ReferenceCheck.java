package org.virowatch.genomics.stored;

import java.util.Locale;
import java.util.Optional;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.CallBasis;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.stored.StoredCallResult.Refused;

/** Whether a stored call was made against a reference. Stateless and thread-safe. */
final class ReferenceCheck {

  private static final String REMEDY =
      " Activate a dataset with the reference the genomes were called with, or submit the genomes"
          + " again under the new one.";

  private final String dataset;
  private final String fingerprint;
  private final byte[] reference;

  /**
   * @param reference upper-case codes; not copied
   */
  ReferenceCheck(ReferenceDataset dataset, CallBasis basis, byte[] reference) {
    this.dataset =
        dataset.name()
            + " "
            + dataset.version()
            + " ("
            + dataset.referenceName()
            + ", "
            + reference.length
            + " bases)";
    this.fingerprint = basis.reference();
    this.reference = reference;
  }

  /**
   * Why the call cannot be read against the reference; empty if it can. Calls that do not say what
   * they were made against are held to the reference's letters they name.
   */
  Optional<Refused> refusal(StoredCall call) {
    if (call.basis().isPresent() && !call.basis().get().reference().equals(fingerprint)) {
      return Optional.of(
          new Refused(
              String.format(
                  Locale.ROOT,
                  "The call was made against another reference than that of %s: its fingerprint is"
                      + " %s, the dataset's %s. Positions of one reference mean nothing on another."
                      + REMEDY,
                  dataset,
                  call.basis().get().reference(),
                  fingerprint)));
    }
    NucleotideCalls calls = call.nucleotides();
    if (calls.aligned().isEmpty()
        || !inside(calls.aligned(), new NucleotideRange(0, reference.length))) {
      return Optional.of(outside("alignment " + calls.aligned()));
    }
    for (Substitution substitution : calls.substitutions()) {
      int position = substitution.position().zeroBased();
      if (!calls.aligned().contains(position)) {
        return Optional.of(outside("substitution " + substitution));
      }
      if (reference[position] != substitution.reference()) {
        return Optional.of(
            new Refused(
                String.format(
                    Locale.ROOT,
                    "The call says that the reference has %c at position %d, but %s has %c there:"
                        + " it was made against another reference."
                        + REMEDY,
                    substitution.reference(),
                    substitution.position().oneBased(),
                    dataset,
                    (char) reference[position])));
      }
    }
    return rangesOutside(calls);
  }

  private Optional<Refused> rangesOutside(NucleotideCalls calls) {
    for (Deletion deletion : calls.deletions()) {
      if (!inside(deletion.range(), calls.aligned())) {
        return Optional.of(outside("deletion " + deletion));
      }
    }
    for (NucleotideRange range : calls.missing()) {
      if (!inside(range, calls.aligned())) {
        return Optional.of(outside("missing range " + range));
      }
    }
    for (AmbiguousBases bases : calls.ambiguous()) {
      if (!inside(bases.range(), calls.aligned())) {
        return Optional.of(outside("ambiguous run " + bases));
      }
    }
    for (Insertion insertion : calls.insertions()) {
      if (insertion.after().zeroBased() < -1 || insertion.after().zeroBased() >= reference.length) {
        return Optional.of(outside("insertion " + insertion));
      }
    }
    return Optional.empty();
  }

  private static boolean inside(NucleotideRange range, NucleotideRange outer) {
    return range.begin() >= outer.begin() && range.end() <= outer.end();
  }

  private Refused outside(String what) {
    return new Refused(
        "The stored call does not fit "
            + dataset
            + ": its "
            + what
            + " lies outside the alignment or the reference. Likely cause: it was made against"
            + " another reference, or written by another program."
            + REMEDY);
  }
}
