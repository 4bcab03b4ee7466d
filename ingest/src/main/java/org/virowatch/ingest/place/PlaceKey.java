package org.virowatch.ingest.place;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What two spellings of one place have in common: lower case, no diacritics, no punctuation, {@code
 * saint} for {@code st}, {@code and} for {@code &}, no leading {@code the}.
 */
final class PlaceKey {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern APOSTROPHES = Pattern.compile("['’‘ʻʼ`´.]");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private PlaceKey() {}

  /** Returns the key of a spelling. */
  static String of(String text) {
    String folded = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
    folded = MARKS.matcher(folded).replaceAll("");
    folded = letters(folded).replace("&", " and ");
    folded = APOSTROPHES.matcher(folded).replaceAll("");
    folded = SEPARATORS.matcher(folded).replaceAll(" ").strip();
    folded = (" " + folded + " ").replace(" st ", " saint ").strip();
    return folded.startsWith("the ") ? folded.substring(4) : folded;
  }

  /** Returns the keys that a name goes by: the plain one, and the one with ue for ü. */
  static Set<String> spellings(String name) {
    Set<String> keys = new LinkedHashSet<>();
    keys.add(of(name));
    String composed = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    keys.add(
        of(
            composed
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ø", "oe")
                .replace("å", "aa")));
    return keys;
  }

  private static String letters(String text) {
    return text.replace("ß", "ss")
        .replace("æ", "ae")
        .replace("œ", "oe")
        .replace("ø", "o")
        .replace("ł", "l")
        .replace("đ", "d")
        .replace("ð", "d")
        .replace("þ", "th")
        .replace("ı", "i")
        .replace("ə", "a");
  }
}
