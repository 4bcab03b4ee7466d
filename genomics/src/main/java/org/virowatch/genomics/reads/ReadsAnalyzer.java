package org.virowatch.genomics.reads;

import java.util.List;
import java.util.Locale;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * The whole way from a sample's aligned reads to its consensus, variants and coverage. Immutable
 * and thread-safe; each analysis takes about 160 bytes of memory a position of the reference,
 * however many reads there are.
 */
public final class ReadsAnalyzer {
  /** Less than any virus agrees with a reference that reads can be aligned to. */
  private static final double LEAST_AGREEMENT = 0.75;

  private final byte[] reference;
  private final String referenceName;
  private final PrimerScheme primers;
  private final ReadParameters parameters;

  /**
   * @param dataset whose reference the reads are aligned to
   * @param primers of the amplicons, or {@link PrimerScheme#NONE}
   */
  public ReadsAnalyzer(ReferenceDataset dataset, PrimerScheme primers, ReadParameters parameters) {
    this.reference = dataset.reference();
    this.referenceName = dataset.referenceName();
    this.primers = primers;
    this.parameters = parameters;
  }

  /**
   * Analyses a sample.
   *
   * @param sample its name
   * @param reads read to their end; the caller closes them
   * @throws ReadsException if they cannot be read, or are of no use
   */
  public ReadsAnalysis analyze(String sample, AlignedReads reads) {
    PileupBuilder builder = new PileupBuilder(reference, primers, parameters);
    Pileup pileup = builder.build(reads);
    ReadCounts counts = builder.counts();
    requireReads(reads.label(), counts);
    double agreement = agreement(pileup);
    requireSameReference(reads, agreement);
    Consensus consensus = new ConsensusCaller(parameters).call(pileup);
    List<ReadVariant> variants =
        new ReadVariantCaller(reference, parameters).call(pileup, consensus);
    return new ReadsAnalysis(
        sample,
        consensus.sequence(),
        (double) consensus.known() / reference.length,
        variants,
        CoverageSummary.of(pileup, primers, parameters.minDepth()),
        counts,
        agreement,
        pileup);
  }

  private void requireReads(String label, ReadCounts counts) {
    if (counts.used() > 0) {
      return;
    }
    if (counts.records() == 0) {
      throw new ReadsException(label + " holds no reads; was it written completely?");
    }
    throw new ReadsException(
        String.format(
            Locale.ROOT,
            "%s holds no read that counts: of %,d records %,d are unmapped or on another sequence"
                + " than %s, %,d secondary, duplicate or failed, %,d below mapping quality %d; is it"
                + " of this virus?",
            label,
            counts.records(),
            counts.elsewhere(),
            referenceName,
            counts.excluded(),
            counts.lowMappingQuality(),
            parameters.minMappingQuality()));
  }

  private double agreement(Pileup pileup) {
    long same = 0;
    long all = 0;
    for (int position = 0; position < reference.length; position++) {
      int own = Allele.of(reference[position]);
      if (own != Allele.NONE) {
        same += pileup.count(position, own);
        all += pileup.depth(position) - pileup.count(position, Allele.DELETED);
      }
    }
    return all == 0 ? 1 : (double) same / all;
  }

  private void requireSameReference(AlignedReads reads, double agreement) {
    if (agreement < LEAST_AGREEMENT) {
      throw new ReadsException(
          String.format(
              Locale.ROOT,
              "%s: only %.0f %% of the bases aligned to %s are those of %s; it is another sequence of"
                  + " the same length, so choose the dataset with --dataset, or align the reads"
                  + " again",
              reads.label(),
              100 * agreement,
              reads.contig().name(),
              referenceName));
    }
  }
}
