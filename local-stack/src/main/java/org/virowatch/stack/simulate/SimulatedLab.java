package org.virowatch.stack.simulate;

/**
 * A laboratory.
 *
 * @param name as it signs; says that it is simulated
 * @param share part of its region's genomes, relative to the region's other labs
 * @param medianDelay median days from collection to submission
 * @param weakAmplicon index of the amplicon its primers often miss
 * @param style how it writes places
 */
record SimulatedLab(
    String name, double share, double medianDelay, int weakAmplicon, PlaceStyle style) {

  /** Ways labs write the same place. */
  enum PlaceStyle {
    /** Country and subdivision by name, in two columns. */
    NAMES,
    /** Country by name, subdivision by its ISO 3166-2 code. */
    CODE,
    /** Both in the country column, as INSDC does. */
    INSDC
  }
}
