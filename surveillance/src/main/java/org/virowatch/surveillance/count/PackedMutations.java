package org.virowatch.surveillance.count;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;

/**
 * Mutations in two to four bytes each: runs on one axis, each mutation as the distance of its site
 * from the one before and its two symbols. Insertions and names of no known form are kept as they
 * are.
 */
final class PackedMutations {
  private PackedMutations() {}

  static void write(MutationSet mutations, CompactWriter out) {
    out.unsigned(mutations.size());
    long[] codes = mutations.codes();
    int next = 0;
    while (next < codes.length) {
      int end = next + 1;
      while (end < codes.length
          && MutationCode.axisNumber(codes[end]) == MutationCode.axisNumber(codes[next])) {
        end++;
      }
      out.text(MutationCode.axis(codes[next]));
      out.unsigned(end - next);
      int site = 0;
      for (; next < end; next++) {
        long code = codes[next];
        out.signed(MutationCode.site(code) - site);
        site = MutationCode.site(code);
        Symbols.write(MutationCode.from(code), MutationCode.to(code), out);
      }
    }
    writeOut(mutations.written(), out);
  }

  private static void writeOut(List<String> names, CompactWriter out) {
    if (!names.isEmpty()) {
      out.text("");
      out.unsigned(names.size());
      for (String name : names) {
        out.signed(0);
        out.octet(Symbols.WRITTEN_OUT);
        out.text(name);
      }
    }
  }

  /** Writes names in the order given. */
  static void writeNames(List<String> names, CompactWriter out) {
    out.unsigned(names.size());
    for (String name : names) {
      long code = MutationCode.of(name);
      boolean written = code == MutationCode.NONE;
      out.text(written ? "" : MutationCode.axis(code));
      out.unsigned(1);
      out.signed(written ? 0 : MutationCode.site(code));
      if (written) {
        out.octet(Symbols.WRITTEN_OUT);
        out.text(name);
      } else {
        Symbols.write(MutationCode.from(code), MutationCode.to(code), out);
      }
    }
  }

  /** Reads mutations of a genome. */
  static void read(CompactReader in, MutationSet.Builder mutations) {
    readNames(in, mutations::add, mutations::add);
  }

  /** Reads names in the order in which they were written. */
  static List<String> readNames(CompactReader in) {
    List<String> names = new ArrayList<>();
    readNames(in, code -> names.add(MutationCode.text(code)), names::add);
    return names;
  }

  private static void readNames(CompactReader in, LongConsumer ofCode, Consumer<String> ofText) {
    int size = in.size();
    int read = 0;
    while (read < size) {
      String axis = in.text();
      int run = in.size();
      read += run;
      int site = 0;
      for (int i = 0; i < run; i++) {
        site += (int) in.signed();
        int begin = in.octet();
        if (begin == Symbols.WRITTEN_OUT) {
          ofText.accept(in.text());
          continue;
        }
        char from = Symbols.from(begin, in);
        char to = Symbols.to(begin, in);
        long code = MutationCode.of(axis, site, from, to);
        if (code == MutationCode.NONE) {
          ofText.accept(MutationCode.text(axis, site, from, to));
        } else {
          ofCode.accept(code);
        }
      }
    }
  }
}
