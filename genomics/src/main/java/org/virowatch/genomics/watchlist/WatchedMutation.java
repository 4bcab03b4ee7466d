package org.virowatch.genomics.watchlist;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.virowatch.genomics.coordinate.CodonPosition;

/**
 * One mutation an entry asks for, under the name of its CDS.
 *
 * @param cds name of the CDS
 * @param position codon of the CDS
 * @param reference letter of the reference as the entry states it
 * @param wanted letter of the genome; {@link #ANY} for any change
 */
record WatchedMutation(String cds, CodonPosition position, char reference, char wanted) {

  /** Any change of the codon: another amino acid, a stop or a deletion. */
  static final char ANY = '?';

  static final char STOP = '*';
  static final char DELETED = '-';

  private static final String EVERY_LETTER = "ACDEFGHIKLMNPQRSTVWY" + STOP + DELETED;

  /** {@code *} alone means any change, as lists write it; a stop is {@code Ter} or {@code stop}. */
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z*])([1-9][0-9]{0,5})(Ter|ter|stop|del|[A-Za-z*?-])");

  /** The mutation, or null if the text is none. */
  static @org.jspecify.annotations.Nullable WatchedMutation parse(String cds, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    char wanted =
        switch (form.group(3)) {
          case "*", "?" -> ANY;
          case "Ter", "ter", "stop" -> STOP;
          case "del", "-" -> DELETED;
          default -> Character.toUpperCase(form.group(3).charAt(0));
        };
    return new WatchedMutation(
        cds,
        CodonPosition.ofOneBased(Integer.parseInt(form.group(2))),
        Character.toUpperCase(form.group(1).charAt(0)),
        wanted);
  }

  /** The mutations meant, one by one, as calls write them. */
  List<String> spelledOut() {
    if (wanted != ANY) {
      return List.of(cds + ":" + reference + position + wanted);
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < EVERY_LETTER.length(); i++) {
      char letter = EVERY_LETTER.charAt(i);
      if (letter != reference) {
        all.add(cds + ":" + reference + position + letter);
      }
    }
    return all;
  }
}
