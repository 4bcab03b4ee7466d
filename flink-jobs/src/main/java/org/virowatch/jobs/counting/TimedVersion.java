package org.virowatch.jobs.counting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.ProfileBook;

/**
 * A version of a genome, when it became known and what it contributes: by its newest call, and by
 * the call before that, which counts until the activation that moved the newest is in force. There
 * are no more, because an activation is not begun before the one before it is in force.
 *
 * @param version version number
 * @param submittedAt event time, epoch milliseconds
 * @param movedAt the activation that moved its newest call, epoch milliseconds; 0 as called
 * @param contribution by its newest call; empty for a withdrawal
 * @param earlier what counts before that activation is in force; null where that is the same
 */
record TimedVersion(
    int version,
    long submittedAt,
    long movedAt,
    Contribution contribution,
    @Nullable Earlier earlier) {

  private static final int NO_EARLIER = 0;
  private static final int OTHER_LINEAGE = 1;
  private static final int OTHER_CALL = 2;
  private static final int OTHER_PLACE = 3;

  /**
   * The call before the newest.
   *
   * @param movedAt the activation that moved it, epoch milliseconds; 0 as called
   * @param contribution what it contributes; empty for a withdrawal
   */
  record Earlier(long movedAt, Contribution contribution) {}

  static TimedVersion of(CalledGenome genome, TextPool pool) {
    Instant movedAt = genome.getMovedAt();
    return new TimedVersion(
        genome.getVersion(),
        genome.getSubmittedAt().toEpochMilli(),
        movedAt == null ? 0 : movedAt.toEpochMilli(),
        Contribution.of(genome, pool::pooled),
        null);
  }

  /**
   * Returns this version with a later call of it taken in; nothing if it is not later. Where both
   * calls contribute the same, the version is never counted twice.
   *
   * @param call the same version, with one call
   */
  Optional<TimedVersion> with(TimedVersion call) {
    if (call.movedAt <= movedAt) {
      return Optional.empty();
    }
    boolean same = call.contribution.equals(contribution);
    return Optional.of(
        new TimedVersion(
            version,
            submittedAt,
            call.movedAt,
            same ? contribution : call.contribution,
            same ? null : new Earlier(movedAt, contribution)));
  }

  /**
   * Tells what it changes when this version begins or ceases to count.
   *
   * @param sign 1 or -1
   * @param at event time, epoch milliseconds
   */
  void change(int sign, long at, Consumer<GenomeChange> changes) {
    if (earlier == null) {
      change(contribution, sign, at, 0, changes);
    } else {
      change(earlier.contribution, sign, at, 0, changes);
      if (contribution.isEmpty() || earlier.contribution.isEmpty()) {
        change(earlier.contribution, -sign, at, movedAt, changes);
        change(contribution, sign, at, movedAt, changes);
      } else {
        changes.accept(new GenomeChange(contribution, sign, at, movedAt, earlier.contribution));
      }
    }
  }

  private static void change(
      Contribution contribution,
      int sign,
      long at,
      long generation,
      Consumer<GenomeChange> changes) {
    if (!contribution.isEmpty()) {
      changes.accept(new GenomeChange(contribution, sign, at, generation));
    }
  }

  /**
   * Returns the form in which the versions of a genome are kept: what each contributes as its
   * differences from a profile of its lineage. Forms 1 and 2 have it in full, in form 1 no call had
   * been moved, before form 4 a moved call counted at once, before form 5 no genome was known to be
   * of targeted sampling, and before form 6 no private mutations were.
   *
   * @param profiles the profiles, to be kept as well
   */
  static CompactForm<List<TimedVersion>> listForm(TextPool pool, ProfileBook profiles) {
    return new CompactForm<List<TimedVersion>>(
            "known versions",
            6,
            (versions, out) -> writeAll(versions, profiles, out),
            in -> readAll(in, 6, profiles::read),
            pool)
        .reading(5, in -> readAll(in, 5, profiles::read))
        .reading(4, in -> readAll(in, 4, profiles::read))
        .reading(3, in -> readAll(in, 3, profiles::read))
        .reading(2, in -> readAll(in, 2, Contribution::readFrom))
        .reading(1, in -> readAll(in, 1, Contribution::readFrom));
  }

  private static void writeAll(
      List<TimedVersion> versions, ProfileBook profiles, CompactWriter out) {
    out.unsigned(versions.size());
    for (TimedVersion version : versions) {
      out.signed(version.version);
      out.signed(version.submittedAt);
      out.signed(version.movedAt);
      profiles.write(version.contribution, out);
      writeEarlier(version, profiles, out);
    }
  }

  /** Most often another version of a dataset knows nothing but another place in its tree. */
  private static void writeEarlier(TimedVersion version, ProfileBook profiles, CompactWriter out) {
    Earlier earlier = version.earlier;
    if (earlier == null) {
      out.octet(NO_EARLIER);
      return;
    }
    Contribution call = earlier.contribution;
    if (call.equals(version.contribution.withLineage(call.lineage()))) {
      out.octet(OTHER_LINEAGE);
      out.signed(earlier.movedAt);
      out.text(call.lineage());
    } else if (call.equals(version.contribution.placedAs(call))) {
      out.octet(OTHER_PLACE);
      out.signed(earlier.movedAt);
      call.writePlace(out);
    } else {
      out.octet(OTHER_CALL);
      out.signed(earlier.movedAt);
      profiles.write(call, out);
    }
  }

  private static @Nullable Earlier readEarlier(
      Contribution newest, CompactReader in, Function<CompactReader, Contribution> contribution) {
    int kind = in.octet();
    if (kind == NO_EARLIER) {
      return null;
    }
    long movedAt = in.signed();
    return new Earlier(
        movedAt,
        switch (kind) {
          case OTHER_LINEAGE -> newest.withLineage(in.text());
          case OTHER_PLACE -> newest.readPlace(in);
          default -> contribution.apply(in);
        });
  }

  private static List<TimedVersion> readAll(
      CompactReader in, int form, Function<CompactReader, Contribution> contribution) {
    int size = in.size();
    List<TimedVersion> versions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int version = (int) in.signed();
      long submittedAt = in.signed();
      long movedAt = form < 2 ? 0 : in.signed();
      Contribution newest = contribution.apply(in);
      Earlier earlier = form < 4 ? null : readEarlier(newest, in, contribution);
      versions.add(new TimedVersion(version, submittedAt, movedAt, newest, earlier));
    }
    return versions;
  }
}
