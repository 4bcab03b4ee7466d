package org.virowatch.surveillance.region;

import java.util.regex.Pattern;

/**
 * A set of regions as rules and filters write it.
 *
 * <table>
 * <caption>Forms</caption>
 * <tr><td>{@code world}, {@code GB}, {@code GB-ENG}</td><td>that region alone</td></tr>
 * <tr><td>{@code GB-*}</td><td>every subdivision of GB</td></tr>
 * <tr><td>{@code * /country}, {@code * /subdivision}</td><td>(without the blank) every known
 * country, every subdivision; genomes of unknown country are not a country</td></tr>
 * <tr><td>{@code *}</td><td>all regions, the unknown country included</td></tr>
 * </table>
 *
 * @param text the pattern as written
 */
public record RegionPattern(String text) {
  private static final Pattern FORMAT =
      Pattern.compile(
          "\\*|\\*/country|\\*/subdivision|world|[A-Z]{2}|[A-Z]{2}-(?:[A-Z0-9]{1,3}|\\*)");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the text is none of the forms above
   */
  public RegionPattern {
    if (!FORMAT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a region; write world, a country such as GB, a subdivision such as"
              + " GB-ENG, GB-* for the subdivisions of GB, */country, */subdivision or *");
    }
  }

  /** Returns whether the region is in the set. */
  public boolean matches(String region) {
    return switch (text) {
      case "*" -> true;
      case "*/country" ->
          Regions.level(region) == Regions.Level.COUNTRY && !region.equals(Regions.UNKNOWN_COUNTRY);
      case "*/subdivision" -> Regions.level(region) == Regions.Level.SUBDIVISION;
      default ->
          text.endsWith("-*")
              ? region.startsWith(text.substring(0, text.length() - 1))
              : text.equals(region);
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
