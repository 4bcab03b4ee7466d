package org.virowatch.jobs.counting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.Contribution;

/**
 * A version of a genome, when it became known and what it contributes.
 *
 * @param version version number
 * @param submittedAt event time, epoch milliseconds
 * @param movedAt when its call was moved to the dataset's version, epoch milliseconds; 0 as called
 * @param contribution empty for a withdrawal
 */
record TimedVersion(int version, long submittedAt, long movedAt, Contribution contribution) {

  static TimedVersion of(CalledGenome genome, TextPool pool) {
    Instant movedAt = genome.getMovedAt();
    return new TimedVersion(
        genome.getVersion(),
        genome.getSubmittedAt().toEpochMilli(),
        movedAt == null ? 0 : movedAt.toEpochMilli(),
        Contribution.of(genome, pool::pooled));
  }

  /** Returns the form in which the versions of a genome are kept. */
  static CompactForm<List<TimedVersion>> listForm(TextPool pool) {
    return new CompactForm<>(
            "known versions", 2, TimedVersion::writeAll, in -> readAll(in, true), pool)
        .reading(1, in -> readAll(in, false));
  }

  private static void writeAll(List<TimedVersion> versions, CompactWriter out) {
    out.unsigned(versions.size());
    for (TimedVersion version : versions) {
      out.signed(version.version);
      out.signed(version.submittedAt);
      out.signed(version.movedAt);
      version.contribution.writeTo(out);
    }
  }

  /** Before form 2 no call had been moved. */
  private static List<TimedVersion> readAll(CompactReader in, boolean movable) {
    int size = in.size();
    List<TimedVersion> versions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      versions.add(
          new TimedVersion(
              (int) in.signed(),
              in.signed(),
              movable ? in.signed() : 0,
              Contribution.readFrom(in)));
    }
    return versions;
  }
}
