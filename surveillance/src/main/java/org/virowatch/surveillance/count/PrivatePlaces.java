package org.virowatch.surveillance.count;

import java.util.Arrays;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;

/**
 * Private mutations of a genome in about a byte each: as places among its nucleotide mutations,
 * whose order is the same in every process. What is not among them, as when a genome is kept
 * without its sites, follows in full.
 */
final class PrivatePlaces {
  private PrivatePlaces() {}

  static void write(MutationSet ofGenome, MutationSet mutations, CompactWriter out) {
    long[] codes = mutations.codes();
    long[] own = ofGenome.codes();
    int[] places = new int[own.length];
    int found = 0;
    MutationSet.Builder others = new MutationSet.Builder(8);
    for (long code : own) {
      int place = MutationCode.axisNumber(code) == 0 ? Arrays.binarySearch(codes, code) : -1;
      if (place < 0) {
        others.add(code);
      } else {
        places[found++] = place;
      }
    }
    ofGenome.written().forEach(others::add);
    out.unsigned(found);
    int before = 0;
    for (int i = 0; i < found; i++) {
      out.unsigned(places[i] - before);
      before = places[i];
    }
    PackedMutations.write(others.build(), out);
  }

  static MutationSet read(MutationSet mutations, CompactReader in) {
    long[] codes = mutations.codes();
    MutationSet.Builder builder = new MutationSet.Builder(8);
    int size = in.size();
    int place = 0;
    for (int i = 0; i < size; i++) {
      place += in.size();
      if (place >= codes.length) {
        throw new IllegalStateException(
            "private mutation at place " + place + " of " + codes.length);
      }
      builder.add(codes[place]);
    }
    PackedMutations.read(in, builder);
    return builder.build();
  }
}
