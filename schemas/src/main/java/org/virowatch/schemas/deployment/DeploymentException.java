package org.virowatch.schemas.deployment;

import org.jspecify.annotations.Nullable;

/** No running stack could be found where it was looked for; the message says what to do. */
public final class DeploymentException extends RuntimeException {
  /** Makes one with a message for a person. */
  public DeploymentException(String message) {
    super(message);
  }

  /** Makes one with a message for a person and its cause. */
  public DeploymentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
