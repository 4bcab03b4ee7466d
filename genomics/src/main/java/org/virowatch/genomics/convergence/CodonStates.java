package org.virowatch.genomics.convergence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.annotation.GenomeAnnotation;
import org.virowatch.genomics.translate.CodonReader;

/** The codons of a reference and where each base lies; codons are numbered over all CDS. */
final class CodonStates {
  private static final String BASES = "ACGT";

  private final List<CodonReader> readers = new ArrayList<>();
  private final List<CodingSequence> sequences = new ArrayList<>();
  private final List<Integer> firstCodon = new ArrayList<>();
  private final List<int[]> codonsAt;
  private final int codons;

  CodonStates(GenomeAnnotation annotation, int length) {
    List<List<Integer>> at = new ArrayList<>();
    for (int position = 0; position < length; position++) {
      at.add(new ArrayList<>(1));
    }
    int next = 0;
    for (CodingSequence cds : annotation.codingSequences()) {
      readers.add(new CodonReader(cds));
      sequences.add(cds);
      firstCodon.add(next);
      for (int offset = 0; offset < 3 * cds.codons(); offset++) {
        at.get(cds.referencePosition(offset).zeroBased()).add(next + offset / 3);
      }
      next += cds.codons();
    }
    codons = next;
    codonsAt =
        at.stream().map(list -> list.stream().mapToInt(Integer::intValue).toArray()).toList();
  }

  /** Number of codons of all CDS. */
  int codons() {
    return codons;
  }

  /** Codons that hold a position. */
  int[] at(int position) {
    return codonsAt.get(position);
  }

  /** Codons that hold any of the positions, each once. */
  Set<Integer> at(Iterable<Integer> positions) {
    Set<Integer> found = new LinkedHashSet<>();
    for (int position : positions) {
      for (int codon : codonsAt.get(position)) {
        found.add(codon);
      }
    }
    return found;
  }

  private int sequenceOf(int codon) {
    int sequence = firstCodon.size() - 1;
    while (firstCodon.get(sequence) > codon) {
      sequence--;
    }
    return sequence;
  }

  /** Name of the CDS of a codon. */
  String cds(int codon) {
    return sequences.get(sequenceOf(codon)).name();
  }

  /** Number of a codon in its CDS, from 0. */
  int number(int codon) {
    return codon - firstCodon.get(sequenceOf(codon));
  }

  /** Reference position of one of the three bases of a codon. */
  int position(int codon, int base) {
    int sequence = sequenceOf(codon);
    return sequences
        .get(sequence)
        .referencePosition(3 * (codon - firstCodon.get(sequence)) + base)
        .zeroBased();
  }

  /** Amino acid of a codon; X when it cannot be known. */
  char aminoAcid(int codon, byte[] bases) {
    int sequence = sequenceOf(codon);
    int number = codon - firstCodon.get(sequence);
    return readers.get(sequence).translate(number, number, bases).charAt(0);
  }

  /** Bases of a codon in reference direction, as one number. */
  int packed(int codon, byte[] bases) {
    return bases[position(codon, 0)] << 16
        | bases[position(codon, 1)] << 8
        | bases[position(codon, 2)];
  }

  /** Puts the bases of a packed codon in their places. */
  void unpack(int codon, int packed, byte[] bases) {
    for (int base = 0; base < 3; base++) {
      bases[position(codon, base)] = (byte) (packed >> (16 - 8 * base));
    }
  }

  /**
   * Third bases that change no protein whichever base they are, as positions of the reference;
   * those of two CDS, which may change the other, are left out.
   */
  List<Integer> silentSites(byte[] reference) {
    List<Integer> sites = new ArrayList<>();
    byte[] bases = reference.clone();
    for (int codon = 0; codon < codons; codon++) {
      int third = position(codon, 2);
      if (codonsAt.get(third).length == 1 && BASES.indexOf(reference[third]) >= 0) {
        char aminoAcid = aminoAcid(codon, bases);
        boolean silent = aminoAcid != 'X';
        for (int i = 0; silent && i < BASES.length(); i++) {
          bases[third] = (byte) BASES.charAt(i);
          silent = aminoAcid(codon, bases) == aminoAcid;
        }
        bases[third] = reference[third];
        if (silent) {
          sites.add(third);
        }
      }
    }
    return sites;
  }
}
