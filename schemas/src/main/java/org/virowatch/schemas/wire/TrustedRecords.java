package org.virowatch.schemas.wire;

import org.apache.avro.util.ClassSecurityValidator;
import org.virowatch.schemas.Submission;

/**
 * Avro instantiates only classes it has been told to trust: ours are the generated records. It asks
 * when it decodes, and also when a builder fills in a default of a record or enumeration type, so
 * whoever builds records calls {@link #install} first.
 */
public final class TrustedRecords {
  static {
    String trusted = Submission.class.getPackageName();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(trusted)));
  }

  private TrustedRecords() {}

  /** Makes Avro trust the generated records, once for the whole process. */
  public static void install() {
    // The static initialiser has done it.
  }
}
