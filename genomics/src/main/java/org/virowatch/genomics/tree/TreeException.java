package org.virowatch.genomics.tree;

/** A tree that cannot be used. The message says at which node and why. */
public final class TreeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TreeException(String message) {
    super(message);
  }

  public TreeException(String message, Throwable cause) {
    super(message, cause);
  }
}
