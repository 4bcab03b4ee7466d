package org.virowatch.ingest.submission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.fasta.SequenceInputException;
import org.virowatch.ingest.metadata.MetadataException;

/**
 * Hostile metadata and sequences end in outcomes with reasons, or in a refusal of the file. {@code
 * -Dvirowatch.fuzz=N} tries N, {@code -Dvirowatch.seed=S} others.
 */
class SubmissionFuzzTest {

  private static final int INPUTS = Integer.getInteger("virowatch.fuzz", 400);
  private static final long SEED = Long.getLong("virowatch.seed", 1L);

  private static final SubmissionOptions OPTIONS =
      SubmissionOptions.of("sars-cov-2")
          .withClock(Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC));

  private static final String FASTA =
      ">a/1/2025\n" + "ACGTTGCA".repeat(20) + "\n>b\n" + "GGCATTAC".repeat(20) + "\n";

  private static final String METADATA =
      "strain\tdate\tcountry\tdivision\tversion\tlab\taction\n"
          + "a/1/2025\t2025-03-04\tFrance\tBretagne\t1\tL1\t\n"
          + "b\t2025-03\tUnited Kingdom\t\t2\t\"L \"\"2\"\"\"\twithdraw\n";

  private static final List<String> TOKENS =
      List.of(
          "\t",
          "\n",
          "\r",
          "\"",
          ",",
          ";",
          "\u0000",
          "\ufeff",
          "\u202e",
          "é",
          "9999-99-99",
          "0000-00-00",
          "2025-W09",
          "-1",
          "99999999999999999999",
          "=1+1",
          "../x",
          ">",
          "?",
          "strain",
          "date",
          "unknown",
          "x".repeat(40_000),
          "\t\t\t\t\t\t\t\t\t\t");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"\t", ",", ";"})
  void metadataAndSequences(String separator) throws IOException {
    Random random = new Random(SEED);
    Path sequences = folder.resolve("s.fasta");
    Path metadata = folder.resolve(separator.equals("\t") ? "m.tsv" : "m.csv");
    int outcomes = 0;
    int refused = 0;
    for (int i = 0; i < INPUTS; i++) {
      boolean spoilSequences = i % 8 == 7;
      String table = METADATA.replace("\t", separator);
      byte[] rows = i == 0 || spoilSequences ? table.getBytes(UTF_8) : spoilt(table, random);
      Files.write(sequences, spoilSequences ? spoilt(FASTA, random) : FASTA.getBytes(UTF_8));
      Files.write(metadata, rows);
      try (SubmissionReader reader = SubmissionReader.read(List.of(sequences), metadata, OPTIONS)) {
        while (reader.hasNext()) {
          assertThat(reader.next()).isNotNull();
          outcomes++;
        }
      } catch (MetadataException | SequenceInputException e) {
        assertThat(i).as(e.getMessage()).isPositive();
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("input " + i + " of seed " + SEED + " ended in " + e, e);
      }
    }
    System.out.printf("fuzz submissions: %d inputs, %d refused%n", INPUTS, refused);
    assertThat(outcomes).isGreaterThan(INPUTS / 2);
  }

  private static byte[] spoilt(String sound, Random random) {
    byte[] bytes = sound.getBytes(UTF_8);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      String text = new String(bytes, ISO_8859_1);
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(30));
      byte[] token = TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8);
      String middle =
          switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> text.substring(from, to).repeat(2);
            case 2 -> new String(token, ISO_8859_1);
            case 3 -> text.substring(from, to) + new String(token, ISO_8859_1);
            default -> flipped(text.substring(from, to), random);
          };
      bytes = (text.substring(0, from) + middle + text.substring(to)).getBytes(ISO_8859_1);
    }
    return bytes;
  }

  private static String flipped(String text, Random random) {
    StringBuilder flipped = new StringBuilder();
    text.chars()
        .forEach(c -> flipped.append((char) (random.nextInt(4) == 0 ? random.nextInt(256) : c)));
    return flipped.toString();
  }
}
