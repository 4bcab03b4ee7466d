package org.virowatch.ingest.submission;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.ingest.submission.SubmissionOutcome.Reason;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;

/**
 * What the metadata say about one genome.
 *
 * @param accession identity
 * @param version version, from 1; 0 if the metadata's cannot be read
 * @param action what the version does
 * @param collectionDate ISO 8601, possibly partial; null when unknown
 * @param submittedAt event time
 * @param country ISO 3166-1 alpha-2; null when unknown
 * @param subdivision ISO 3166-2; null when unknown
 * @param placeAsGiven place as the lab wrote it; null when it wrote none
 * @param lab submitting laboratory; null when unknown
 * @param dataset reference dataset that the metadata name; null when they name none
 * @param simulated whether the genome is simulated
 * @param remaining the other columns' values
 * @param notes what could not be used
 * @param fault why the genome cannot be accepted; null when it can
 */
record GenomeDescription(
    String accession,
    int version,
    SubmissionAction action,
    @Nullable String collectionDate,
    Instant submittedAt,
    @Nullable String country,
    @Nullable String subdivision,
    @Nullable String placeAsGiven,
    @Nullable String lab,
    @Nullable String dataset,
    boolean simulated,
    Map<String, String> remaining,
    List<String> notes,
    @Nullable Reason fault) {

  /** Returns the submission without its sequence. */
  Submission.Builder submission(String chosenDataset, String sequenceName) {
    return Submission.newBuilder()
        .setAccession(accession)
        .setVersion(version)
        .setAction(action)
        .setDataset(chosenDataset)
        .setSequenceName(sequenceName)
        .setCollectionDate(collectionDate)
        .setSubmittedAt(submittedAt)
        .setCountry(country)
        .setSubdivision(subdivision)
        .setPlaceAsGiven(placeAsGiven)
        .setLab(lab)
        .setSimulated(simulated)
        .setMetadata(remaining);
  }
}
