package org.virowatch.stack.simulate;

import java.time.Instant;

/**
 * One record as it reaches the network: a row of metadata, a sequence, or both.
 *
 * @param submitted when
 * @param sequenceName name of the FASTA record, unique
 * @param content what it is
 */
record Upload(Instant submitted, String sequenceName, Content content) {

  /** What a record holds. */
  sealed interface Content permits Version, Hostile {}

  /**
   * A version of a simulated genome.
   *
   * @param genome which
   * @param version 1 for the first
   * @param change what is new in it
   */
  record Version(SimulatedGenome genome, int version, Change change) implements Content {}

  /**
   * A record that is wrong in one way.
   *
   * @param fault how
   * @param model a genome it is made from
   */
  record Hostile(HostileFault fault, SimulatedGenome model) implements Content {}

  /** What a version changes. */
  enum Change {
    /** The first version. */
    FIRST("submit"),
    /** Sequenced again, and everything was read. */
    RESEQUENCED("revise"),
    /** Sampled some days earlier than was said at first. */
    DATE("revise"),
    /** Sampled in the neighbouring region. */
    REGION("revise"),
    /** Taken back. */
    WITHDRAWN("withdraw"),
    /** The first version uploaded once more under another name: a conflict of versions. */
    REPEATED("submit");

    private final String action;

    Change(String action) {
      this.action = action;
    }

    /** The word in the metadata's action column. */
    String action() {
      return action;
    }
  }
}
