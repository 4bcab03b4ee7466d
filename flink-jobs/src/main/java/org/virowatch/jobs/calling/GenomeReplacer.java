package org.virowatch.jobs.calling;

import java.util.Objects;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.stored.Fidelity;
import org.virowatch.genomics.stored.Realignment;
import org.virowatch.genomics.stored.StoredCallAnalyzer;
import org.virowatch.genomics.stored.StoredCallResult;
import org.virowatch.jobs.calling.ReplacementOutcome.Refused;
import org.virowatch.jobs.calling.ReplacementOutcome.Replaced;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.surveillance.count.Contribution;

/**
 * From the stored record of a genome to the record that a call with another version of its dataset
 * would have written. Never throws for any record and does not change it. Reuses buffers; not safe
 * for use by several threads.
 */
public final class GenomeReplacer {
  static {
    WireCodec.trustGeneratedRecords();
  }

  private final ReferenceDataset dataset;
  private final StoredCallAnalyzer analyzer;
  private final GenomeRecords records;

  /**
   * Makes a replacer.
   *
   * @param dataset the version of the dataset that genomes are moved to
   * @param realignment when they are called again from their restored sequence
   */
  public GenomeReplacer(ReferenceDataset dataset, Realignment realignment) {
    this.dataset = dataset;
    this.analyzer = new StoredCallAnalyzer(dataset, realignment);
    this.records = new GenomeRecords(dataset);
  }

  /** Moves one genome. */
  public ReplacementOutcome replace(CalledGenome stored) {
    if (!stored.getDataset().equals(dataset.name())) {
      return new Refused(
          "The genome belongs to dataset '"
              + Rejections.excerpt(stored.getDataset())
              + "' and cannot be moved to '"
              + dataset.name()
              + "'; move it to another version of its own dataset.");
    }
    if (stored.getStatus() == GenomeStatus.WITHDRAWN) {
      return new Replaced(records.withdrawn(stored), Fidelity.EXACT, true);
    }
    StoredCallResult result;
    try {
      result = analyzer.analyze(StoredCalls.read(stored));
    } catch (RuntimeException | StackOverflowError e) {
      return new Refused(
          "The stored call of the genome cannot be read ("
              + e.getMessage()
              + "). Likely cause: it was written by another program or a faulty release. Submit the"
              + " genome again with a higher version.");
    }
    if (result instanceof StoredCallResult.Replaced replaced) {
      CalledGenome genome = records.replaced(stored, replaced);
      boolean countsAlike =
          replaced.recalled().isEmpty()
              ? Objects.equals(genome.getLineage(), stored.getLineage())
                  && Objects.equals(
                      genome.getPrivateSubstitutions(), stored.getPrivateSubstitutions())
              : Contribution.of(genome).equals(Contribution.of(stored));
      return new Replaced(genome, replaced.fidelity(), countsAlike);
    }
    return new Refused(((StoredCallResult.Refused) result).message());
  }
}
