package org.virowatch.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.AminoAcidCalls;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.coordinate.NucleotideRange;

class VariantNormalizerTest {

  private static final AminoAcidCalls NO_PROTEINS =
      new AminoAcidCalls(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          java.util.Map.of(),
          List.of());

  @Test
  void anIndelIsShiftedToTheLeftOfItsRepeat() {
    //                            0123456789
    GenomeVariants deletion = variants("GACACACATT", deletion(6, 8));
    assertThat(deletion.variants()).containsExactly(new Variant(0, "GAC", "G"));
    GenomeVariants insertion = variants("GAAAAT", insertion(4, "A"));
    assertThat(insertion.variants()).containsExactly(new Variant(0, "G", "GA"));
  }

  @Test
  void whatLiesBeforeTheFirstBaseIsAnchoredBehind() {
    assertThat(variants("ACGT", insertion(-1, "GG")).variants())
        .containsExactly(new Variant(0, "A", "GGA"));
  }

  @Test
  void anIndelThatWouldRunIntoASubstitutionIsJoinedWithIt() {
    GenomeVariants joined = variants("GAAAAT", substitution(2, 'A', 'C'), deletion(4, 5));
    assertThat(apply("GAAAAT", joined)).isEqualTo("GACAT");
    assertOrderedAndApart(joined);
  }

  @Test
  void anIndelThatWouldRunOverAnUnknownBaseTakesItIn() {
    String reference = "GAAAAT";
    GenomeVariants taken =
        new VariantNormalizer(bytes(reference))
            .variants(
                genome(
                    reference.length(),
                    List.of(),
                    List.of(deletion(4, 5)),
                    List.of(),
                    List.of(new NucleotideRange(2, 3))));
    assertThat(apply(reference, taken)).isEqualTo("GANAT");
    assertOrderedAndApart(taken);
  }

  /** Random references of two letters, so that almost every indel can be shifted. */
  @Test
  void theVariantsOfAnyGenomeGiveItBackAndAreLeftAlignedAndParsimonious() {
    Random random = new Random(20_261_124);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder letters = new StringBuilder();
      for (int i = 0; i < 30; i++) {
        letters.append(random.nextInt(3) == 0 ? 'C' : 'A');
      }
      String reference = letters.toString();
      List<Substitution> substitutions = new ArrayList<>();
      List<Deletion> deletions = new ArrayList<>();
      List<Insertion> insertions = new ArrayList<>();
      List<NucleotideRange> missing = new ArrayList<>();
      StringBuilder genome = new StringBuilder();
      for (int i = 0; i < reference.length(); i++) {
        switch (random.nextInt(14)) {
          case 0 -> {
            char other = reference.charAt(i) == 'A' ? 'C' : 'A';
            substitutions.add(substitution(i, reference.charAt(i), other));
            genome.append(other);
          }
          case 1 -> {
            if (i > 0 && i < reference.length() - 1) {
              int end = Math.min(reference.length() - 1, i + 1 + random.nextInt(4));
              deletions.add(deletion(i, end));
              i = end;
            }
            genome.append(reference.charAt(i));
          }
          case 2 -> {
            missing.add(new NucleotideRange(i, i + 1));
            genome.append('N');
          }
          case 3 -> {
            genome.append(reference.charAt(i));
            String inserted = random.nextBoolean() ? "A" : "CA";
            insertions.add(insertion(i, inserted));
            genome.append(inserted);
          }
          default -> genome.append(reference.charAt(i));
        }
      }
      GenomeVariants variants =
          new VariantNormalizer(bytes(reference))
              .variants(genome(reference.length(), substitutions, deletions, insertions, missing));
      assertThat(apply(reference, variants)).as(reference).isEqualTo(genome.toString());
      assertOrderedAndApart(variants);
      for (Variant variant : variants.variants()) {
        assertNormal(reference, variant);
      }
    }
  }

  private static void assertOrderedAndApart(GenomeVariants genome) {
    int end = 0;
    for (Variant variant : genome.variants()) {
      assertThat(variant.start()).isGreaterThanOrEqualTo(end);
      end = variant.end();
      for (NucleotideRange range : genome.unknown()) {
        assertThat(range.overlaps(new NucleotideRange(variant.start(), variant.end()))).isFalse();
      }
    }
  }

  /** The definition: shortest, and not to be shifted one further. */
  private static void assertNormal(String reference, Variant variant) {
    String ref = variant.reference();
    String alt = variant.alternative();
    assertThat(reference.substring(variant.start(), variant.end())).isEqualTo(ref);
    assertThat(ref).isNotEmpty().isNotEqualTo(alt);
    assertThat(alt).isNotEmpty();
    if (variant.start() > 0) {
      assertThat(ref.charAt(ref.length() - 1)).isNotEqualTo(alt.charAt(alt.length() - 1));
    }
    if (ref.length() > 1 && alt.length() > 1) {
      assertThat(ref.charAt(0)).isNotEqualTo(alt.charAt(0));
    }
  }

  private static String apply(String reference, GenomeVariants genome) {
    StringBuilder letters = new StringBuilder(reference);
    for (NucleotideRange range : genome.unknown()) {
      for (int i = range.begin(); i < range.end(); i++) {
        letters.setCharAt(i, 'N');
      }
    }
    for (int i = genome.variants().size() - 1; i >= 0; i--) {
      Variant variant = genome.variants().get(i);
      letters.replace(variant.start(), variant.end(), variant.alternative());
    }
    return letters.toString();
  }

  private static GenomeVariants variants(String reference, Object... changes) {
    List<Substitution> substitutions = new ArrayList<>();
    List<Deletion> deletions = new ArrayList<>();
    List<Insertion> insertions = new ArrayList<>();
    for (Object change : changes) {
      if (change instanceof Substitution substitution) {
        substitutions.add(substitution);
      } else if (change instanceof Deletion deletion) {
        deletions.add(deletion);
      } else {
        insertions.add((Insertion) change);
      }
    }
    return new VariantNormalizer(bytes(reference))
        .variants(genome(reference.length(), substitutions, deletions, insertions, List.of()));
  }

  private static AnalyzedGenome genome(
      int length,
      List<Substitution> substitutions,
      List<Deletion> deletions,
      List<Insertion> insertions,
      List<NucleotideRange> missing) {
    NucleotideCalls calls =
        new NucleotideCalls(
            new NucleotideRange(0, length),
            substitutions,
            deletions,
            insertions,
            missing,
            List.of());
    return new AnalyzedGenome("made-up", 0, false, calls, NO_PROTEINS, null, null, List.of());
  }

  private static Substitution substitution(int position, char from, char to) {
    return new Substitution(new NucleotidePosition(position), from, to);
  }

  private static Deletion deletion(int begin, int end) {
    return new Deletion(new NucleotideRange(begin, end));
  }

  private static Insertion insertion(int after, String bases) {
    return new Insertion(new NucleotidePosition(after), bases);
  }

  private static byte[] bytes(String letters) {
    return letters.getBytes(StandardCharsets.US_ASCII);
  }
}
