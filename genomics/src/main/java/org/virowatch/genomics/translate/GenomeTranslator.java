package org.virowatch.genomics.translate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.align.DiagonalBandAligner;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.call.AlignedGenome;
import org.virowatch.genomics.call.AminoAcidCalls;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidInsertion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.FrameShift;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.StopCodon;
import org.virowatch.genomics.call.UnknownCodons;
import org.virowatch.genomics.coordinate.CodonRange;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * Translates every coding sequence of an aligned genome and calls what differs from the reference's
 * proteins.
 *
 * <p>Reuses buffers: not thread-safe.
 */
public final class GenomeTranslator {

  private final byte[] reference;
  private final List<ProteinTranslator> translators = new ArrayList<>();
  private final List<ProteinCaller> callers = new ArrayList<>();
  private final List<Integer> byName = new ArrayList<>(); // translators by the name of the CDS

  /**
   * @param dataset whose coding sequences are translated
   */
  public GenomeTranslator(ReferenceDataset dataset) {
    reference = dataset.reference();
    DiagonalBandAligner aligner = new DiagonalBandAligner();
    for (CodingSequence cds : dataset.annotation().codingSequences()) {
      ReferenceProtein protein =
          new ReferenceProtein(cds, reference, dataset.alignmentParameters());
      translators.add(new ProteinTranslator(protein, dataset.alignmentParameters(), aligner));
      callers.add(new ProteinCaller(protein));
      byName.add(byName.size());
    }
    byName.sort(Comparator.comparing(i -> translators.get(i).reference().name()));
  }

  /** The proteins of the reference, by CDS in the order of the annotation. */
  public List<Translation> referenceProteins() {
    List<Translation> proteins = new ArrayList<>();
    for (ProteinTranslator translator : translators) {
      ReferenceProtein protein = translator.reference();
      proteins.add(
          new Translation(
              protein.name(),
              new String(protein.aminoAcids(), StandardCharsets.US_ASCII),
              List.of(new CodonRange(0, protein.codons()))));
    }
    return proteins;
  }

  /** What the proteins of a genome say. */
  public AminoAcidCalls translate(AlignedGenome genome, NucleotideCalls calls) {
    return translate(genome, calls, null);
  }

  /**
   * What the proteins of a genome say.
   *
   * @param proteins receives the proteins themselves, by CDS in the order of the annotation; those
   *     that failed are left out; null if they are not needed
   */
  public AminoAcidCalls translate(
      AlignedGenome genome, NucleotideCalls calls, @Nullable List<Translation> proteins) {
    List<AminoAcidSubstitution> substitutions = new ArrayList<>();
    List<AminoAcidDeletion> deletions = new ArrayList<>();
    List<AminoAcidInsertion> insertions = new ArrayList<>();
    List<UnknownCodons> unknown = new ArrayList<>();
    List<UnknownCodons> unsequenced = new ArrayList<>();
    List<FrameShift> frameShifts = new ArrayList<>();
    List<StopCodon> stops = new ArrayList<>();
    Map<String, Double> coverage = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    boolean[] translated = new boolean[translators.size()];
    for (int i = 0; i < translators.size(); i++) {
      ProteinTranslator translator = translators.get(i);
      String name = translator.reference().name();
      if (!translator.translate(reference, genome, calls)) {
        failed.add(name);
        unsequenced.add(
            new UnknownCodons(name, new CodonRange(0, translator.reference().codons())));
        continue;
      }
      ProteinCaller caller = callers.get(i);
      caller.call(translator.protein(), calls.aligned());
      translated[i] = true;
      unknown.addAll(caller.unknown());
      unsequenced.addAll(caller.unsequenced());
      stops.addAll(caller.stops());
      coverage.put(name, caller.coverage());
      if (proteins != null) {
        String letters = new String(translator.protein(), StandardCharsets.US_ASCII);
        proteins.add(new Translation(name, letters, caller.sequencedRanges()));
      }
      for (CodonRange codons : translator.frameShifts()) {
        frameShifts.add(new FrameShift(name, codons));
      }
    }
    for (int i : byName) {
      if (translated[i]) {
        substitutions.addAll(callers.get(i).substitutions());
        deletions.addAll(callers.get(i).deletions());
        insertions.addAll(translators.get(i).insertions());
      }
    }
    return new AminoAcidCalls(
        substitutions,
        deletions,
        insertions,
        unknown,
        unsequenced,
        frameShifts,
        stops,
        coverage,
        failed);
  }
}
