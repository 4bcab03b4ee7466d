package org.virowatch.surveillance.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** What an alert is called. */
public final class AlertId {
  private static final int ID_BYTES = 8;

  private AlertId() {}

  /**
   * Returns an alert's id: the first 64 bits of SHA-256 over its identity and onset, in hexadecimal
   * digits. The same history gives the same ids.
   */
  public static String of(
      String dataset, String ruleId, String subject, String region, Instant onset) {
    String identity = String.join("|", dataset, ruleId, subject, region, onset.toString());
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
