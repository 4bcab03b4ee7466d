package org.virowatch.jobs.calling;

import java.io.Serializable;

/** Makes the caller of one task, where the task runs. */
@FunctionalInterface
public interface CallerFactory extends Serializable {
  /** Loads what a caller needs and makes one. */
  GenomeCaller create();
}
