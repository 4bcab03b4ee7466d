package org.virowatch.genomics.output;

import java.util.LinkedHashMap;
import java.util.Map;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.AlignedGenome;
import org.virowatch.genomics.translate.Translation;

/**
 * A genome while its JSON is written: its calls, and the letters they stand for. Its proteins are
 * there if they were asked for ({@link
 * org.virowatch.genomics.AnalysisOptions#withProteins(boolean)}).
 */
final class ReportedGenome {

  private final AnalyzedGenome genome;
  private final ReportBasis basis;
  private final AlignedGenome letters;
  private final Map<String, Translation> proteins = new LinkedHashMap<>();

  ReportedGenome(AnalyzedGenome genome, ReportBasis basis) {
    this.genome = genome;
    this.basis = basis;
    this.letters = new AlignedGenome(basis.reference().length);
    letters.lay(basis.reference(), genome.nucleotides());
    genome.findings().proteins().forEach(protein -> proteins.put(protein.cds(), protein));
  }

  AnalyzedGenome genome() {
    return genome;
  }

  ReportBasis basis() {
    return basis;
  }

  /** The genome laid over the reference. */
  AlignedGenome letters() {
    return letters;
  }

  /** Its proteins by CDS, those that could be translated. */
  Map<String, Translation> proteins() {
    return proteins;
  }
}
