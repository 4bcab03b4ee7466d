package org.virowatch.stack.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a genome has beyond its lineage. Immutable. */
final class PrivateChanges {
  static final PrivateChanges NONE = new PrivateChanges(new int[0], List.of());

  private static final int INDELS_APART = 60;

  private final int[] substitutions;
  private final List<Indel> indels;

  private PrivateChanges(int[] substitutions, List<Indel> indels) {
    this.substitutions = substitutions;
    this.indels = List.copyOf(indels);
  }

  /** Encoded by {@link NeutralMutations#encode}; not to be written to. One a position. */
  int[] substitutions() {
    return substitutions;
  }

  List<Indel> indels() {
    return indels;
  }

  /** With one substitution more, unless the position has changed already. */
  PrivateChanges with(int substitution) {
    for (int known : substitutions) {
      if (NeutralMutations.position(known) == NeutralMutations.position(substitution)) {
        return this;
      }
    }
    int[] more = Arrays.copyOf(substitutions, substitutions.length + 1);
    more[substitutions.length] = substitution;
    return new PrivateChanges(more, indels);
  }

  /** With one indel more, unless there is one nearby. */
  PrivateChanges with(Indel indel) {
    for (Indel known : indels) {
      if (Math.abs(known.position() - indel.position()) < INDELS_APART) {
        return this;
      }
    }
    List<Indel> more = new ArrayList<>(indels);
    more.add(indel);
    return new PrivateChanges(substitutions, more);
  }
}
