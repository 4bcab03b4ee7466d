package org.virowatch.ingest.call;

/** Names of sequences and CDSes as parts of file names. */
final class SafeName {
  private static final int LONGEST = 120;

  private SafeName() {}

  /** The name with everything that could lead out of a folder replaced by {@code _}. */
  static String of(String name) {
    String safe = name.strip().replaceAll("[^A-Za-z0-9._+=@-]", "_").replaceAll("^\\.+", "_");
    return safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe.isEmpty() ? "_" : safe;
  }
}
