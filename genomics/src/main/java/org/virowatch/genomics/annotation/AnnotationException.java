package org.virowatch.genomics.annotation;

/** An annotation that cannot be used. The message says in which line and why. */
public final class AnnotationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AnnotationException(String message) {
    super(message);
  }
}
