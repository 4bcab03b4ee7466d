package org.virowatch.genomics.reads;

import static org.assertj.core.api.Assertions.assertThat;

import htsjdk.samtools.SAMRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random reads, counted as the pileup does and once more, slowly, from the definition. */
class PileupCountsTest {
  private static final int LENGTH = 120;
  private static final ReadParameters PARAMETERS = new ReadParameters(20, 0, 1, 0, 0, 0);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everyCountIsThatOfTheDefinition(long seed) {
    Random random = new Random(seed);
    String reference = letters(random, LENGTH, 2); // two letters: gaps move far
    ReadPicture picture = new ReadPicture(folder, reference);
    for (int i = 0; i < 60; i++) {
      boolean mates = random.nextBoolean();
      String name = "r" + i;
      draw(picture, name, reference, random, false);
      if (mates) {
        draw(picture, name, reference, random, true);
      }
    }
    Map<String, Integer> expected = new TreeMap<>();
    Map<String, Map<String, Seen>> fragments = new HashMap<>();
    for (SAMRecord record : picture.records()) {
      Map<String, Seen> fragment =
          fragments.computeIfAbsent(record.getReadName(), name -> new HashMap<>());
      observe(record, reference).forEach((place, seen) -> fragment.merge(place, seen, Seen::with));
    }
    for (Map<String, Seen> fragment : fragments.values()) {
      fragment.forEach(
          (place, seen) -> {
            if (seen.quality() >= 20) {
              expected.merge(place + " " + seen.what(), 1, Integer::sum);
              if (seen.gap() > 0) {
                expected.merge(place + " gap of " + seen.gap(), 1, Integer::sum);
              }
            }
          });
    }
    assertThat(counted(picture.analyze(PARAMETERS).pileup()))
        .as("seed " + seed)
        .isEqualTo(expected);
  }

  /** What a read or fragment has at a place, how sure it is, and the gap that begins there. */
  private record Seen(String what, int quality, int gap) {
    Seen(String what, int quality) {
      this(what, quality, 0);
    }

    /** Both reads of a fragment; no two have the same quality in this test. */
    Seen with(Seen other) {
      Seen better = quality > other.quality ? this : other;
      int merged =
          what.equals(other.what)
              ? Math.min(93, quality + other.quality)
              : (int) (0.8 * better.quality);
      return new Seen(better.what, merged, better.gap);
    }
  }

  private static void draw(
      ReadPicture picture, String name, String reference, Random random, boolean reverse) {
    int start = random.nextInt(LENGTH - 40);
    int end = start + 20 + random.nextInt(20);
    int at = start + 3 + random.nextInt(10);
    StringBuilder drawn = new StringBuilder(reference.substring(start, end));
    drawn.setCharAt(random.nextInt(drawn.length()), letters(random, 1, 4).charAt(0));
    int length = 1 + random.nextInt(5);
    switch (random.nextInt(3)) {
      case 0 -> {
        for (int i = 0; i < length; i++) {
          drawn.setCharAt(at - start + i, '-');
        }
      }
      case 1 -> drawn.insert(at - start, "[" + letters(random, length, 2) + "]");
      default -> {
        // a read without a gap
      }
    }
    String text = reverse ? drawn.toString().toLowerCase(Locale.ROOT) : drawn.toString();
    int quality = 8 + 2 * random.nextInt(15) + (reverse ? 1 : 0);
    picture.read(name, " ".repeat(start) + text, quality, record -> {});
  }

  private static String letters(Random random, int length, int alphabet) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append("ACGT".charAt(random.nextInt(alphabet)));
    }
    return letters.toString();
  }

  /** A read written out base by base after its gap is moved as far left as it goes. */
  private static Map<String, Seen> observe(SAMRecord record, String reference) {
    String read = record.getReadString();
    int quality = record.getBaseQualities()[0];
    int position = record.getAlignmentStart() - 1;
    int base = 0;
    var cigar = record.getCigar().getCigarElements();
    int before = cigar.get(0).getLength();
    int gap = cigar.size() == 3 ? cigar.get(1).getLength() : 0;
    boolean deletion = gap > 0 && cigar.get(1).getOperator().consumesReferenceBases();
    String whole = deletion ? reference : read;
    int origin = deletion ? position : 0;
    while (gap > 0
        && before > 1
        && without(whole, origin + before - 1, gap).equals(without(whole, origin + before, gap))) {
      before--;
    }
    int matches = read.length() - (deletion ? 0 : gap);
    Map<String, Seen> seen = new HashMap<>();
    for (int i = 0; i < matches; i++) {
      if (gap > 0 && i == before) {
        if (deletion) {
          for (int lost = 0; lost < gap; lost++) {
            seen.put((position + lost) + " base", new Seen("-", quality, lost == 0 ? gap : 0));
          }
          position += gap;
        } else {
          seen.put(
              (position - 1) + " junction",
              new Seen("+" + read.substring(base, base + gap), quality));
          base += gap;
        }
      } else if (i > 0) {
        seen.put((position - 1) + " junction", new Seen("+", quality));
      }
      seen.put(position + " base", new Seen(read.substring(base, base + 1), quality));
      base++;
      position++;
    }
    return seen;
  }

  private static String without(String whole, int at, int length) {
    return whole.substring(0, at) + whole.substring(at + length);
  }

  /** The pileup's counts in the same words; gaps begin where their first base is deleted. */
  private static Map<String, Integer> counted(Pileup pileup) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int position = 0; position < LENGTH; position++) {
      for (int allele = 0; allele < Allele.COUNTED; allele++) {
        put(counts, position + " base " + Allele.letter(allele), pileup.count(position, allele));
      }
      put(counts, position + " junction +", pileup.junction(position));
    }
    pileup
        .indels()
        .forEach(
            (indel, count) -> {
              if (indel.deleted() > 0) {
                put(counts, indel.position() + " base gap of " + indel.deleted(), count.total());
              } else {
                String place = (indel.position() - 1) + " junction +";
                put(counts, place + indel.inserted(), count.total());
                counts.merge(place, -count.total(), Integer::sum);
              }
            });
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private static void put(Map<String, Integer> counts, String what, int count) {
    if (count > 0) {
      counts.put(what, count);
    }
  }
}
