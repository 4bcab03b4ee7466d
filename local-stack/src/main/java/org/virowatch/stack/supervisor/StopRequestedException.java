package org.virowatch.stack.supervisor;

/** The supervisor was told to stop while it was still starting the stack. */
final class StopRequestedException extends RuntimeException {
  StopRequestedException() {
    super("stop requested");
  }
}
