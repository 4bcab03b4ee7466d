package org.virowatch.jobs.calling;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.UnknownCodons;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.quality.QualityReport;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.CodonRange;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.schemas.SiteRange;
import org.virowatch.schemas.Submission;

/** Writes the records of calls against one dataset: positions become 1-based and closed here. */
final class GenomeRecords {
  private final ReferenceDataset dataset;
  private final byte[] reference;

  GenomeRecords(ReferenceDataset dataset) {
    this.dataset = dataset;
    this.reference = dataset.reference();
  }

  CalledGenome withdrawn(Submission submission) {
    return identity(submission).setStatus(GenomeStatus.WITHDRAWN).build();
  }

  CalledGenome called(Submission submission, AnalyzedGenome genome) {
    CalledGenome.Builder record =
        identity(submission)
            .setStatus(GenomeStatus.CALLED)
            .setAlignmentStart(genome.aligned().oneBasedStart())
            .setAlignmentEnd(genome.aligned().oneBasedEnd())
            .setSubstitutions(texts(genome.substitutions()))
            .setDeletions(genome.deletions().stream().map(d -> sites(d.range())).toList())
            .setDeletedBases(deletedBases(genome.deletions()))
            .setInsertions(texts(genome.insertions()))
            .setMissing(
                genome.nucleotides().unknown(reference.length).stream()
                    .map(GenomeRecords::sites)
                    .toList())
            .setFrameShifts(texts(genome.frameShifts()))
            .setAaSubstitutions(texts(genome.aaSubstitutions()))
            .setAaDeletions(texts(genome.aaDeletions()))
            .setAaInsertions(texts(genome.aaInsertions()))
            .setUnknownCodons(
                genome.aminoAcids().unknownOrUnsequenced().stream()
                    .map(GenomeRecords::codons)
                    .toList());
    Placement placement = genome.placement();
    if (placement != null) {
      record
          .setLineage(placement.lineage())
          .setClade(placement.clade())
          .setCladeAttributes(placement.attributes());
    }
    QualityReport quality = genome.quality();
    if (quality != null) {
      record.setQcScore(quality.score()).setQcStatus(quality.status().toString());
    }
    return record.build();
  }

  private CalledGenome.Builder identity(Submission submission) {
    ByteBuffer digest = SubmissionDigest.of(submission);
    return CalledGenome.newBuilder()
        .setAccession(submission.getAccession())
        .setVersion(submission.getVersion())
        .setDataset(dataset.name())
        .setDatasetVersion(dataset.version())
        .setSequenceName(submission.getSequenceName())
        .setContentDigest(digest)
        .setCollectionDate(submission.getCollectionDate())
        .setSubmittedAt(submission.getSubmittedAt())
        .setCountry(submission.getCountry())
        .setSubdivision(submission.getSubdivision())
        .setLab(submission.getLab())
        .setSimulated(submission.getSimulated())
        .setMetadata(submission.getMetadata());
  }

  private String deletedBases(List<Deletion> deletions) {
    StringBuilder bases = new StringBuilder();
    for (Deletion deletion : deletions) {
      for (int i = deletion.range().begin(); i < deletion.range().end(); i++) {
        bases.append((char) reference[i]);
      }
    }
    return bases.toString();
  }

  private static SiteRange sites(NucleotideRange range) {
    return new SiteRange(range.oneBasedStart(), range.oneBasedEnd());
  }

  private static CodonRange codons(UnknownCodons unknown) {
    return new CodonRange(
        unknown.cds(), unknown.codons().oneBasedStart(), unknown.codons().oneBasedEnd());
  }

  private static List<String> texts(List<?> mutations) {
    List<String> texts = new ArrayList<>(mutations.size());
    for (Object mutation : mutations) {
      texts.add(mutation.toString());
    }
    return texts;
  }
}
