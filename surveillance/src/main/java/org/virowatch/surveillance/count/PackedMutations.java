package org.virowatch.surveillance.count;

import java.util.ArrayList;
import java.util.List;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;

/**
 * Names of mutations in two to four bytes each, in the order given: runs on one axis, each name as
 * the distance of its site from the one before and its two symbols. Insertions and names of no
 * known form are kept as they are.
 */
final class PackedMutations {
  private static final String BASES = "ACGT-";

  /** In place of two bases: a name that is written out. */
  private static final int WRITTEN_OUT = BASES.length() * BASES.length();

  /** In place of two bases: two symbols follow, a byte each. */
  private static final int SYMBOLS = WRITTEN_OUT + 1;

  private PackedMutations() {}

  static void write(List<String> names, CompactWriter out) {
    out.unsigned(names.size());
    int next = 0;
    while (next < names.size()) {
      String axis = MutationName.of(names.get(next)).axis();
      List<MutationName> run = new ArrayList<>();
      while (next < names.size()) {
        MutationName name = MutationName.of(names.get(next));
        if (!name.axis().equals(axis)) {
          break;
        }
        run.add(name);
        next++;
      }
      out.text(axis);
      out.unsigned(run.size());
      writeRun(run, out);
    }
  }

  private static void writeRun(List<MutationName> run, CompactWriter out) {
    int site = 0;
    for (MutationName name : run) {
      out.signed(name.site() - site);
      site = name.site();
      String text = name.text();
      boolean change =
          name.kind() == MutationName.Kind.SUBSTITUTION
              || name.kind() == MutationName.Kind.DELETION;
      // A site with a leading zero, or the like, would come back as another text.
      if (!change || !text.equals(changeName(name))) {
        out.octet(WRITTEN_OUT);
        out.text(text);
        continue;
      }
      char from = from(name);
      char to = text.charAt(text.length() - 1);
      int bases = BASES.indexOf(from) * BASES.length() + BASES.indexOf(to);
      if (BASES.indexOf(from) >= 0 && BASES.indexOf(to) >= 0) {
        out.octet(bases);
      } else {
        out.octet(SYMBOLS);
        out.octet(from);
        out.octet(to);
      }
    }
  }

  private static char from(MutationName name) {
    return name.text().charAt(name.axis().isEmpty() ? 0 : name.axis().length() + 1);
  }

  private static String changeName(MutationName name) {
    return changeName(
        name.axis(), from(name), name.site(), name.text().charAt(name.text().length() - 1));
  }

  private static String changeName(String axis, char from, int site, char to) {
    StringBuilder text = new StringBuilder(16);
    if (!axis.isEmpty()) {
      text.append(axis).append(':');
    }
    return text.append(from).append(site).append(to).toString();
  }

  static List<String> read(CompactReader in) {
    int size = in.size();
    List<String> names = new ArrayList<>(Math.min(size, 1 << 16));
    while (names.size() < size) {
      String axis = in.text();
      int run = in.size();
      int site = 0;
      for (int i = 0; i < run; i++) {
        site += (int) in.signed();
        int code = in.octet();
        if (code == WRITTEN_OUT) {
          names.add(in.text());
        } else if (code == SYMBOLS) {
          names.add(changeName(axis, (char) in.octet(), site, (char) in.octet()));
        } else {
          char from = BASES.charAt(code / BASES.length());
          char to = BASES.charAt(code % BASES.length());
          names.add(changeName(axis, from, site, to));
        }
      }
    }
    return names;
  }
}
