package org.virowatch.jobs.counting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.ProfileBook;

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

  /**
   * Returns the form in which the versions of a genome are kept: what each contributes as its
   * differences from a profile of its lineage. Forms 1 and 2 have it in full, and in form 1 no call
   * had been moved.
   *
   * @param profiles the profiles, to be kept as well
   */
  static CompactForm<List<TimedVersion>> listForm(TextPool pool, ProfileBook profiles) {
    return new CompactForm<List<TimedVersion>>(
            "known versions",
            3,
            (versions, out) -> writeAll(versions, profiles, out),
            in -> readAll(in, true, profiles::read),
            pool)
        .reading(2, in -> readAll(in, true, Contribution::readFrom))
        .reading(1, in -> readAll(in, false, Contribution::readFrom));
  }

  private static void writeAll(
      List<TimedVersion> versions, ProfileBook profiles, CompactWriter out) {
    out.unsigned(versions.size());
    for (TimedVersion version : versions) {
      out.signed(version.version);
      out.signed(version.submittedAt);
      out.signed(version.movedAt);
      profiles.write(version.contribution, out);
    }
  }

  private static List<TimedVersion> readAll(
      CompactReader in, boolean movable, Function<CompactReader, Contribution> contribution) {
    int size = in.size();
    List<TimedVersion> versions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      versions.add(
          new TimedVersion(
              (int) in.signed(), in.signed(), movable ? in.signed() : 0, contribution.apply(in)));
    }
    return versions;
  }
}
