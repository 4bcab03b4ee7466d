package org.virowatch.jobs.calling;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.call.UnknownCodons;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.CallBasis;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.placement.PrivateMutations;
import org.virowatch.genomics.placement.PrivateMutations.LabelledSubstitution;
import org.virowatch.genomics.quality.QualityReport;
import org.virowatch.genomics.stored.Fidelity;
import org.virowatch.genomics.stored.StoredCallResult.Replaced;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.CallingBasis;
import org.virowatch.schemas.CodonRange;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.schemas.SiteRange;
import org.virowatch.schemas.Submission;

/** Writes the records of calls against one dataset: positions become 1-based and closed here. */
final class GenomeRecords {
  private final ReferenceDataset dataset;
  private final byte[] reference;
  private final CallingBasis basis;

  GenomeRecords(ReferenceDataset dataset) {
    this.dataset = dataset;
    this.reference = dataset.reference();
    CallBasis fingerprints = CallBasis.of(dataset);
    this.basis =
        new CallingBasis(fingerprints.reference(), fingerprints.scoring(), fingerprints.search());
  }

  CalledGenome withdrawn(Submission submission) {
    return identity(submission).setStatus(GenomeStatus.WITHDRAWN).build();
  }

  CalledGenome called(Submission submission, AnalyzedGenome genome) {
    CalledGenome record = identity(submission).setStatus(GenomeStatus.CALLED).build();
    setCalls(record, genome);
    setPlace(record, genome.placement(), genome.quality());
    return record;
  }

  /** A withdrawal carried over from another version of the dataset. */
  CalledGenome withdrawn(CalledGenome stored) {
    CalledGenome record = shallowCopy(stored);
    record.setDatasetVersion(dataset.version());
    return record;
  }

  /** A call carried over from another version of the dataset. */
  CalledGenome replaced(CalledGenome stored, Replaced replaced) {
    CalledGenome record = withdrawn(stored);
    replaced.recalled().ifPresent(genome -> setCalls(record, genome));
    if (replaced.fidelity() == Fidelity.EXACT) {
      record.setBasis(basis);
    }
    if (replaced.fidelity() == Fidelity.AMBIGUITY_UNKNOWN) {
      record.setAmbiguous(null);
    }
    setPlace(record, replaced.placement(), replaced.quality());
    return record;
  }

  /** The same field values in another record, so that setting a field leaves the first alone. */
  private static CalledGenome shallowCopy(CalledGenome stored) {
    CalledGenome copy = new CalledGenome();
    for (Schema.Field field : CalledGenome.SCHEMA$.getFields()) {
      copy.put(field.pos(), stored.get(field.pos()));
    }
    return copy;
  }

  private void setCalls(CalledGenome record, AnalyzedGenome genome) {
    record.setAlignmentStart(genome.aligned().oneBasedStart());
    record.setAlignmentEnd(genome.aligned().oneBasedEnd());
    record.setSubstitutions(texts(genome.substitutions()));
    record.setDeletions(genome.deletions().stream().map(d -> sites(d.range())).toList());
    record.setDeletedBases(deletedBases(genome.deletions()));
    record.setInsertions(texts(genome.insertions()));
    record.setMissing(
        genome.nucleotides().unknown(reference.length).stream().map(GenomeRecords::sites).toList());
    record.setAmbiguous(texts(genome.ambiguous()));
    record.setFrameShifts(texts(genome.frameShifts()));
    record.setStopCodons(texts(genome.aminoAcids().stopCodons()));
    record.setAaSubstitutions(texts(genome.aaSubstitutions()));
    record.setAaDeletions(texts(genome.aaDeletions()));
    record.setAaInsertions(texts(genome.aaInsertions()));
    record.setUnknownCodons(
        genome.aminoAcids().unknownOrUnsequenced().stream().map(GenomeRecords::codons).toList());
    record.setBasis(basis);
  }

  private void setPlace(
      CalledGenome record, @Nullable Placement placement, @Nullable QualityReport quality) {
    record.setLineage(placement == null ? null : placement.lineage());
    record.setClade(placement == null ? null : placement.clade());
    record.setCladeAttributes(placement == null ? Map.of() : placement.attributes());
    record.setPrivateSubstitutions(
        placement == null ? null : texts(acquired(placement.privateMutations())));
    record.setQcScore(quality == null ? null : quality.score());
    record.setQcStatus(quality == null ? null : quality.status().toString());
  }

  /**
   * What a genome has and its node has not, from the reference's base. Reversions are left out: no
   * mutation of the genome is behind them, and a node a step too far down the tree makes many.
   */
  private List<Substitution> acquired(PrivateMutations mutations) {
    return Stream.concat(
            mutations.labelled().stream().map(LabelledSubstitution::substitution),
            mutations.unlabelled().stream())
        .sorted(Comparator.comparingInt(mutation -> mutation.position().zeroBased()))
        .map(
            mutation ->
                new Substitution(
                    mutation.position(),
                    (char) reference[mutation.position().zeroBased()],
                    mutation.query()))
        .toList();
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
