package org.virowatch.jobs.calling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.Submission;

/**
 * SHA-256 over what a submission says, without the time of its receipt. Independent of the order of
 * metadata columns and of the schema's revision: a field counts with its name, and only when it has
 * a value, so a field added later does not change the digests of records without it.
 */
final class SubmissionDigest {
  private final MessageDigest digest = sha256();

  private SubmissionDigest() {}

  static ByteBuffer of(Submission submission) {
    SubmissionDigest digest = new SubmissionDigest();
    digest.add("accession", submission.getAccession());
    digest.add("version", Integer.toString(submission.getVersion()));
    digest.add("action", submission.getAction().name());
    digest.add("dataset", submission.getDataset());
    digest.add("sequenceName", submission.getSequenceName());
    digest.add("sequence", submission.getSequence());
    digest.add("collectionDate", submission.getCollectionDate());
    digest.add("country", submission.getCountry());
    digest.add("subdivision", submission.getSubdivision());
    digest.add("placeAsGiven", submission.getPlaceAsGiven());
    digest.add("lab", submission.getLab());
    digest.add("simulated", submission.getSimulated() ? "true" : null);
    new TreeMap<>(submission.getMetadata())
        .forEach((column, value) -> digest.add("metadata." + column, value));
    return ByteBuffer.wrap(digest.digest.digest());
  }

  private void add(String field, @Nullable String value) {
    add(field, value == null ? null : ByteBuffer.wrap(value.getBytes(UTF_8)));
  }

  private void add(String field, @Nullable ByteBuffer value) {
    if (value != null) {
      addPart(ByteBuffer.wrap(field.getBytes(UTF_8)));
      addPart(value.duplicate());
    }
  }

  /** Lengths go in front, so that no two lists of parts look alike. */
  private void addPart(ByteBuffer part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.remaining()));
    digest.update(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
