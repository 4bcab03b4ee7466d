package org.virowatch.jobs.activating;

import java.io.Serializable;
import java.util.Optional;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.compact.CompactForm;

/**
 * How changes of one kind are held.
 *
 * @param <C> changes that add up
 */
public interface Held<C> extends Serializable {
  /** Returns the name of the dataset it is about. */
  String dataset(C change);

  /** Returns the activation from which on it holds, epoch milliseconds. */
  long generation(C change);

  /**
   * Returns what changes of one key are told apart by; those of one place are added up.
   *
   * @param watermark event time, epoch milliseconds
   */
  String place(C change, long watermark);

  /** Returns the sum of two changes of one place; may take the first over. */
  C plus(C sum, C change);

  /** Returns about how many bytes of memory a change takes. */
  long weight(C change);

  /** Returns the change as one of the generation in force. */
  C inForce(C change, long generation);

  /** Returns the form in which sums are kept. */
  CompactForm<C> form();

  /**
   * Returns a sum as it is published before it is in force, if it is.
   *
   * @param revision of the publication, which is at least the clock in epoch milliseconds
   */
  Optional<Outgoing<FrequencyUpdate>> staged(C sum, long revision);
}
