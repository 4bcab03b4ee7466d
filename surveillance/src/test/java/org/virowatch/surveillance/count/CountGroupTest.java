package org.virowatch.surveillance.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;

/** The tables behind the counts against java.util, through growth, collisions and cancellation. */
class CountGroupTest {
  @Test
  void stringCountsAgreeWithAPlainMap() {
    Random random = new Random(11);
    StringCounts counts = new StringCounts();
    Map<String, Long> plain = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      String name = "n" + random.nextInt(i < 50_000 ? 2_000 : 20);
      int change = random.nextInt(5) - 2;
      counts.add(name, change);
      plain.merge(name, (long) change, Long::sum);
    }
    plain.values().removeIf(count -> count == 0);
    assertThat(counts.toMap()).isEqualTo(plain);
    assertThat(counts.size()).isEqualTo(plain.size());
    assertThat(counts).isEqualTo(StringCounts.of(plain)).hasSameHashCodeAs(StringCounts.of(plain));
    StringCounts negative = counts.copy();
    negative.add(counts, -1);
    assertThat(negative.isZero()).isTrue();
    negative.add(counts, 1);
    negative.add(negative, 1);
    assertThat(negative.total()).isEqualTo(2 * counts.total());
  }

  @Test
  void mutationCountsAgreeWithAPlainMapAndComeBackAsTheyWere() {
    Random random = new Random(13);
    var form =
        new CompactForm<>(
                "counts", 2, MutationCounts::writeTo, MutationCounts::readFrom, new TextPool())
            .reading(1, MutationCounts::readTexts);
    var texts =
        new CompactForm<>(
            "counts", 1, StringCounts::writeTo, StringCounts::readFrom, new TextPool());
    MutationCounts counts = new MutationCounts();
    Map<String, Long> plain = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      String name = randomName(random, i < 40_000 ? 300 : 5);
      int change = random.nextInt(5) - 2;
      counts.add(name, change);
      plain.merge(name, (long) change, Long::sum);
    }
    plain.values().removeIf(count -> count == 0);
    assertThat(counts.toMap()).isEqualTo(plain);
    assertThat(counts.size()).isEqualTo(plain.size());
    plain.forEach((name, count) -> assertThat(counts.get(name)).isEqualTo(count));
    assertThat(counts)
        .isEqualTo(MutationCounts.of(plain))
        .hasSameHashCodeAs(MutationCounts.of(plain))
        .isEqualTo(form.decode(form.encode(counts)))
        .isEqualTo(form.decode(texts.encode(StringCounts.of(plain))));
    MutationCounts negative = counts.copy();
    negative.add(counts, -1);
    assertThat(negative.isZero()).isTrue();
    negative.add(counts, -2);
    assertThat(negative.get("A7C")).isEqualTo(-2 * counts.get("A7C"));
    assertThat(form.decode(form.encode(negative))).isEqualTo(negative);
  }

  private static String randomName(Random random, int sites) {
    String axis = List.of("", "S:", "ORF1a:", "HA1:", "7:").get(random.nextInt(5));
    int site = random.nextInt(sites);
    return random.nextInt(10) == 0
        ? axis + site + ":" + "ACGT".substring(random.nextInt(4))
        : axis + "ACYN".charAt(random.nextInt(4)) + site + "C-*Q".charAt(random.nextInt(4));
  }

  @Test
  void aDifferenceArrayAgreesWithAPlainArray() {
    Random random = new Random(12);
    UnknownCounts counts = new UnknownCounts();
    long[] plain = new long[2_000];
    for (int i = 0; i < 5_000; i++) {
      int first = 1 + random.nextInt(1_900);
      int last = first + random.nextInt(1_990 - first);
      int weight = random.nextInt(5) - 2;
      counts.addRange("", first, last, weight);
      for (int site = first; site <= last; site++) {
        plain[site] += weight;
      }
    }
    UnknownProfile profile = UnknownCounts.of(counts.toRecords()).profile();
    for (int site = 0; site < plain.length; site++) {
      assertThat(profile.unknownAt("", site)).isEqualTo(plain[site]);
    }
    assertThat(profile.unknownAt("S", 5)).isZero();
    counts.add(counts.copy(), -1);
    assertThat(counts.isZero()).isTrue();
    assertThat(counts).isEqualTo(new UnknownCounts());
  }

  @Test
  void positionsStartAtOne() {
    assertThatThrownBy(() -> new DifferenceArray().addChange(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
