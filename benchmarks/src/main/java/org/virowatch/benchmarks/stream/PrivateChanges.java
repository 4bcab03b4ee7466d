package org.virowatch.benchmarks.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.jobs.calling.CallOutcome;
import org.virowatch.jobs.calling.GenomeCaller;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Submission;

/**
 * Substitutions that single genomes have of their own, each with what it does to the proteins, as
 * the real caller says: the reference with a hundred scattered substitutions at a time is called,
 * and the calls are taken apart again.
 */
final class PrivateChanges {
  private static final int APART = 250;
  private static final byte[] BASES = {'A', 'C', 'G', 'T'};

  /**
   * One substitution.
   *
   * @param site 1-based position
   * @param nucleotide such as {@code C241T}
   * @param aminoAcids such as {@code S:D614G}; empty if silent, several where CDSes overlap
   */
  record Change(int site, String nucleotide, List<String> aminoAcids) {}

  private PrivateChanges() {}

  /** Returns at least so many changes, some of them possibly the same. */
  static List<Change> of(
      ReferenceDataset dataset, GenomeCaller caller, Submission template, int count, long seed) {
    Map<String, int[]> sitesOfCodons = sitesOfCodons(dataset);
    Random random = new Random(seed);
    List<Change> changes = new ArrayList<>();
    for (int attempt = 0; changes.size() < count && attempt < count; attempt++) {
      byte[] genome = dataset.reference();
      for (int site = random.nextInt(APART); site < genome.length; site += APART) {
        genome[site] = BASES[random.nextInt(BASES.length)];
      }
      Submission submission =
          Submission.newBuilder(template).setSequence(java.nio.ByteBuffer.wrap(genome)).build();
      if (caller.call(submission) instanceof CallOutcome.Called called) {
        takeApart(called.genome(), sitesOfCodons, changes);
      }
    }
    return changes;
  }

  private static void takeApart(
      CalledGenome genome, Map<String, int[]> sitesOfCodons, List<Change> changes) {
    Map<Integer, List<String>> aminoAcids = new HashMap<>();
    for (String change : genome.getAaSubstitutions()) {
      int[] sites = sitesOfCodons.get(change.substring(0, change.length() - 1));
      for (int site : sites == null ? new int[0] : sites) {
        aminoAcids.computeIfAbsent(site, absent -> new ArrayList<>()).add(change);
      }
    }
    for (String change : genome.getSubstitutions()) {
      int site = siteOf(change);
      changes.add(new Change(site, change, aminoAcids.getOrDefault(site, List.of())));
    }
  }

  /** The 1-based site of a substitution such as {@code C241T}. */
  static int siteOf(String substitution) {
    return Integer.parseInt(substitution, 1, substitution.length() - 1, 10);
  }

  /** The reference sites of a codon, by a change's name without its last letter: S:D614. */
  private static Map<String, int[]> sitesOfCodons(ReferenceDataset dataset) {
    Map<String, int[]> sites = new HashMap<>();
    for (var cds : dataset.annotation().codingSequences()) {
      for (int codon = 0; codon < cds.codons(); codon++) {
        int[] of =
            cds.codon(new CodonPosition(codon)).stream()
                .mapToInt(NucleotidePosition::oneBased)
                .toArray();
        for (char residue = 'A'; residue <= 'Z'; residue++) {
          sites.put(cds.name() + ":" + residue + (codon + 1), of);
        }
        sites.put(cds.name() + ":*" + (codon + 1), of);
      }
    }
    return sites;
  }
}
