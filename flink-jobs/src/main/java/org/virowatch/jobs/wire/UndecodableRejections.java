package org.virowatch.jobs.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.Incoming.Removed;
import org.virowatch.jobs.wire.Incoming.Undecodable;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.RejectionCode;

/** Writes the rejections of records that could not be read. */
public final class UndecodableRejections {
  private UndecodableRejections() {}

  /**
   * Bytes that are no record of the expected type.
   *
   * @param at when it was found
   */
  public static Rejection of(Undecodable<?> found, Instant at) {
    return rejection(
        found.key(),
        "the record at " + found.origin() + " was skipped: " + found.reason(),
        found.excerpt(),
        at);
  }

  /**
   * A record without a value where removals mean nothing.
   *
   * @param at when it was found
   */
  public static Rejection of(Removed<?> found, Instant at) {
    return rejection(
        found.key(),
        "a record without a value was skipped; to take a genome back, submit a withdrawal",
        null,
        at);
  }

  private static Rejection rejection(
      String key, String message, @Nullable String excerpt, Instant at) {
    return Rejection.newBuilder()
        .setAccession(key)
        .setVersion(0)
        .setSubmittedAt(at)
        .setCode(RejectionCode.UNDECODABLE)
        .setMessage(message)
        .setValue(excerpt)
        .build();
  }
}
