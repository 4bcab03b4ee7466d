package org.virowatch.surveillance.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.testing.Genomes;
import org.virowatch.surveillance.testing.RandomHistory;

class ProfileBookTest {
  private static final CompactForm<GenomeProfile> PROFILES =
      new CompactForm<>(
          "profiles", 1, GenomeProfile::writeTo, GenomeProfile::readFrom, new TextPool());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyGenomeComesBackAlsoAfterTheConsensusChangedAndFromARestoredBook(long seed) {
    ProfileBook book = new ProfileBook();
    List<Contribution> genomes = new ArrayList<>();
    List<byte[]> written = new ArrayList<>();
    for (CalledGenome genome : new RandomHistory(seed).versions(400, 30)) {
      Contribution contribution = Contribution.of(genome);
      genomes.add(contribution);
      written.add(bytes(contribution, book));
    }
    ProfileBook restored = new ProfileBook();
    for (GenomeProfile profile : book.own()) {
      restored.restore(PROFILES.decode(PROFILES.encode(profile)), true);
    }
    assertThat(restored.own()).hasSameSizeAs(book.own());
    for (int i = 0; i < genomes.size(); i++) {
      assertThat(sorted(read(written.get(i), book))).isEqualTo(sorted(genomes.get(i)));
      assertThat(sorted(read(written.get(i), restored))).isEqualTo(sorted(genomes.get(i)));
    }
  }

  @Test
  void aLineageHasTwoProfilesAtMostHoweverManyGenomesCome() {
    ProfileBook book = new ProfileBook();
    for (int i = 0; i < 10 * ProfileBook.GENOMES_OF_A_CONSENSUS; i++) {
      bytes(similar(i), book);
    }
    assertThat(book.own()).hasSize(2);
    assertThat(book.own().get(1).isConsensus()).isTrue();
  }

  @Test
  void aGenomeCostsItsDifferencesFromTheConsensusAndNotItsMutations() {
    ProfileBook book = new ProfileBook();
    for (int i = 0; i < 2 * ProfileBook.GENOMES_OF_A_CONSENSUS; i++) {
      bytes(similar(i), book);
    }
    Contribution genome = similar(1_000);
    CompactWriter inFull = new CompactWriter();
    genome.writeTo(inFull);
    assertThat(inFull.toByteArray()).hasSizeGreaterThan(300);
    assertThat(bytes(genome, book)).hasSizeLessThan(60);
  }

  @Test
  void aPrivateMutationCostsLittleMoreThanAByteAndAGenomeWithoutNoneAtAll() {
    ProfileBook book = new ProfileBook();
    for (int i = 0; i < 2 * ProfileBook.GENOMES_OF_A_CONSENSUS; i++) {
      bytes(similar(i), book);
    }
    CalledGenome.Builder genome = similarGenome(1_000);
    List<String> substitutions = genome.getSubstitutions();
    int without = bytes(Contribution.of(genome.build()), book).length;
    genome.setPrivateSubstitutions(
        substitutions.subList(substitutions.size() - 3, substitutions.size()));
    Contribution placed = Contribution.of(genome.build());
    assertThat(bytes(placed, book)).hasSizeLessThanOrEqualTo(without + 5);
    assertThat(read(bytes(placed, book), book).privateMutations())
        .isEqualTo(placed.privateMutations());
  }

  @Test
  void afterARestoreGenomesAreWrittenByTheProfilesThatAreThere() {
    ProfileBook book = new ProfileBook();
    for (int i = 0; i < 2 * ProfileBook.GENOMES_OF_A_CONSENSUS; i++) {
      bytes(similar(i), book);
    }
    ProfileBook other = new ProfileBook();
    book.own().forEach(profile -> other.restore(profile, false));
    bytes(similar(7), other);
    assertThat(other.own()).as("nothing new was made, and another keeps them").isEmpty();
  }

  @Test
  void aWithdrawalComesBackEmpty() {
    ProfileBook book = new ProfileBook();
    Contribution withdrawn = Contribution.of(Genomes.withdrawal("A", 2, java.time.Instant.EPOCH));
    assertThat(read(bytes(withdrawn, book), book)).isEqualTo(withdrawn);
    assertThat(book.own()).isEmpty();
  }

  @Test
  void aGenomeWhoseProfileIsMissingIsAnErrorThatSaysSo() {
    byte[] written = bytes(similar(1), new ProfileBook());
    assertThatThrownBy(() -> read(written, new ProfileBook()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("profile")
        .hasMessageContaining("savepoint");
  }

  /** A hundred mutations of the lineage and two of its own. */
  private static Contribution similar(int seed) {
    return Contribution.of(similarGenome(seed).build());
  }

  private static CalledGenome.Builder similarGenome(int seed) {
    Random random = new Random(seed);
    List<String> mutations = new ArrayList<>();
    for (int site = 100; site < 200; site++) {
      if (random.nextInt(50) > 0) {
        mutations.add("A" + site * 100 + "C");
      }
    }
    mutations.add("G" + (25_000 + random.nextInt(1_000)) + "T");
    mutations.add("C" + (26_000 + random.nextInt(1_000)) + "T");
    return Genomes.genome("G" + seed, 1)
        .setSubstitutions(mutations)
        .setMissing(List.of(Genomes.sites(1, 54), Genomes.sites(29_837, 29_903)));
  }

  private static byte[] bytes(Contribution genome, ProfileBook book) {
    CompactWriter out = new CompactWriter();
    book.write(genome, out);
    return out.toByteArray();
  }

  private static Contribution read(byte[] bytes, ProfileBook book) {
    return book.read(new CompactReader(bytes, new TextPool()));
  }

  /** The order of unknown sites means nothing. */
  private static Contribution sorted(Contribution genome) {
    return new Contribution(
        genome.dataset(),
        genome.regions(),
        genome.period(),
        genome.day(),
        genome.lineage(),
        genome.lab(),
        genome.simulated(),
        genome.targeted(),
        genome.mutations(),
        genome.unknown().stream().sorted(UnknownSites.BY_AXIS).toList(),
        genome.privateMutations());
  }
}
