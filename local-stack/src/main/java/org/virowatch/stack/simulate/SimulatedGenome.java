package org.virowatch.stack.simulate;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A genome as it truly is.
 *
 * @param number from 0, in the order of collection
 * @param lineage its lineage
 * @param changes what it has beyond its lineage
 * @param resistant whether it carries the watched resistance mutation
 * @param region index of the region it was sampled in
 * @param lab who sequenced it
 * @param collected day of sampling
 * @param submitted when it was first submitted
 */
record SimulatedGenome(
    int number,
    String lineage,
    PrivateChanges changes,
    boolean resistant,
    int region,
    SimulatedLab lab,
    LocalDate collected,
    Instant submitted) {

  /** Its identity in the network, which says that it is simulated. */
  String accession() {
    return "SIM-%07d".formatted(number + 1);
  }
}
