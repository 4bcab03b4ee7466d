package org.virowatch.jobs.counting;

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
 * @param contribution empty for a withdrawal
 */
record TimedVersion(int version, long submittedAt, Contribution contribution) {

  static TimedVersion of(CalledGenome genome, TextPool pool) {
    return new TimedVersion(
        genome.getVersion(),
        genome.getSubmittedAt().toEpochMilli(),
        Contribution.of(genome, pool::pooled));
  }

  /** Returns the form in which the versions of a genome are kept. */
  static CompactForm<List<TimedVersion>> listForm(TextPool pool) {
    return new CompactForm<>(
        "known versions", 1, TimedVersion::writeAll, TimedVersion::readAll, pool);
  }

  private static void writeAll(List<TimedVersion> versions, CompactWriter out) {
    out.unsigned(versions.size());
    for (TimedVersion version : versions) {
      out.signed(version.version);
      out.signed(version.submittedAt);
      version.contribution.writeTo(out);
    }
  }

  private static List<TimedVersion> readAll(CompactReader in) {
    int size = in.size();
    List<TimedVersion> versions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      versions.add(new TimedVersion((int) in.signed(), in.signed(), Contribution.readFrom(in)));
    }
    return versions;
  }
}
