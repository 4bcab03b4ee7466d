package org.virowatch.stack.supervisor;

/** What a stack is doing as a whole. */
public enum StackPhase {
  /** Processes are being started. */
  STARTING,
  /** Everything was started; single processes may be down for a moment. */
  RUNNING,
  /** Savepoints are being written and processes end. */
  STOPPING,
  /** Nothing runs. */
  STOPPED,
  /** It could not be started; nothing runs. */
  FAILED
}
