package org.virowatch.surveillance.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutationCodeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C241T",
        "A21765-",
        "N1A",
        "T999999999G",
        "S:D614G",
        "S:H69-",
        "ORF8:Q27*",
        "N:*420Y",
        "7:A1T"
      })
  void aChangeComesBackFromItsCode(String name) {
    long code = MutationCode.of(name);
    MutationName parts = MutationName.of(name);
    assertThat(code).isPositive();
    assertThat(MutationCode.text(code)).isEqualTo(name);
    assertThat(MutationCode.axis(code)).isEqualTo(parts.axis());
    assertThat(MutationCode.site(code)).isEqualTo(parts.site());
    assertThat(
            MutationCode.of(
                parts.axis(), parts.site(), MutationCode.from(code), MutationCode.to(code)))
        .isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "S:",
        "A",
        "AT",
        "A1",
        "A0T",
        "A01T",
        "A-1T",
        "A1a",
        "-5G",
        "22204:GAG",
        "S:214:EPE",
        ":A1T",
        "A1234567890T",
        "S:A1?",
        "é1T",
        "unheard of"
      })
  void everythingElseHasNone(String name) {
    assertThat(MutationCode.of(name)).isEqualTo(MutationCode.NONE);
  }

  @Test
  void differentNamesHaveDifferentCodesAndEachComesBack() {
    Random random = new Random(3);
    List<String> axes = IntStream.range(0, 400).mapToObj(i -> "gene" + i + ":").toList();
    List<String> names =
        random
            .ints(200_000)
            .mapToObj(
                i ->
                    axes.get(random.nextInt(axes.size()))
                        + (char) ('A' + random.nextInt(26))
                        + (1 + random.nextInt(200_000))
                        + "*-ACDEFGHIKLMNPQRSTVWYX".charAt(random.nextInt(23)))
            .distinct()
            .toList();
    assertThat(names.stream().parallel().mapToLong(MutationCode::of).distinct().count())
        .isEqualTo(names.size());
    assertThat(names)
        .allSatisfy(name -> assertThat(MutationCode.text(MutationCode.of(name))).isEqualTo(name));
  }
}
