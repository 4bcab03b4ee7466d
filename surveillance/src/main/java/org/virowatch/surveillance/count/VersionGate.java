package org.virowatch.surveillance.count;

import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a genome counts: the highest accepted one, whatever order versions arrive in.
 *
 * <p>Pure rules over what has been accepted for one accession so far: version number → digest of
 * its content. The caller keeps that map, and after a decision that {@linkplain Decision#accepted
 * accepts} puts the version into it. A version whose analysis failed is rejected before it comes
 * here: it never counts as accepted, so an older good version stays, and the same version may be
 * sent again corrected. A withdrawal is a version like any other.
 */
public final class VersionGate {
  private VersionGate() {}

  /** What becomes of a version. */
  public enum Decision {
    /** Higher than every accepted version: it now counts, and replaces the one before. */
    NEW_HIGHEST(true),
    /**
     * Not seen before, but a higher version was accepted earlier: it is remembered, so that another
     * content under its number is still a conflict, but it does not count. It must not be written
     * to a compacted topic, where it would displace the newer one.
     */
    SUPERSEDED(true),
    /** Accepted earlier with the same content: nothing changes. */
    DUPLICATE(false),
    /** Accepted earlier with another content: to be rejected, the first one stays. */
    CONFLICT(false);

    private final boolean accepted;

    Decision(boolean accepted) {
      this.accepted = accepted;
    }

    /** Returns whether the version is to be added to the accepted ones. */
    public boolean accepted() {
      return accepted;
    }
  }

  /**
   * Decides on a version.
   *
   * @param accepted digest by accepted version; not changed
   * @param version the version at the gate
   * @param digest digest of its content; only compared
   */
  public static Decision decide(Map<Integer, ByteBuffer> accepted, int version, ByteBuffer digest) {
    @Nullable ByteBuffer known = accepted.get(version);
    if (known != null) {
      return known.equals(digest) ? Decision.DUPLICATE : Decision.CONFLICT;
    }
    for (int other : accepted.keySet()) {
      if (other > version) {
        return Decision.SUPERSEDED;
      }
    }
    return Decision.NEW_HIGHEST;
  }
}
