package org.virowatch.genomics.fasta;

/**
 * Input that is no FASTA, or not readable to its end. The message says which input, where, why and
 * what to do.
 */
public final class SequenceInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SequenceInputException(String message) {
    super(message);
  }

  public SequenceInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
