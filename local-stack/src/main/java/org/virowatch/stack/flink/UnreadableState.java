package org.virowatch.stack.flink;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.virowatch.stack.config.StackException;

/** What to say and to do when a job cannot go on from its saved state. */
public final class UnreadableState {
  /** How Flink and our own forms of state say so. */
  private static final Pattern SIGNS =
      Pattern.compile(
          "savepoint|checkpoint|restor|StateMigration|state serializer|are written in form"
              + "|UndecodableRecord|unknown schema|FileNotFound|NoSuchFile",
          Pattern.CASE_INSENSITIVE);

  private UnreadableState() {}

  /** Returns whether a failure of a job that was just restored is about its saved state. */
  public static boolean isMeantBy(String cause) {
    return SIGNS.matcher(cause).find();
  }

  /**
   * Returns the failure with its remedy.
   *
   * @param label the job's short name
   * @param restorePoint the name of the savepoint or checkpoint
   * @param cause what Flink says
   */
  public static StackException explained(String label, String restorePoint, String cause) {
    return new StackException(
        "the job '"
            + label
            + "' cannot go on from its saved state "
            + restorePoint
            + ": "
            + cause
            + "; a later release may have written it, or files are missing. Nothing was changed."
            + " Start the release that wrote it, or count anew from the topics with 'virowatch up"
            + " --rebuild "
            + label
            + "', which keeps the old state aside");
  }

  /** As above, of the restore point itself. */
  static StackException explained(String label, Path restorePoint, String cause) {
    return explained(label, String.valueOf(restorePoint.getFileName()), cause);
  }
}
