package org.virowatch.surveillance.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MutationNameTest {
  @ParameterizedTest
  @CsvSource({
    "C241T, '', 241, SUBSTITUTION",
    "A21765-, '', 21765, DELETION",
    "22204:GAGCCAGAA, '', 22204, INSERTION",
    "0:AAC, '', 0, INSERTION",
    "S:D614G, S, 614, SUBSTITUTION",
    "S:H69-, S, 69, DELETION",
    "S:214:EPE, S, 214, INSERTION",
    "ORF8:Q27*, ORF8, 27, SUBSTITUTION",
    "ORF8:*122Q, ORF8, 122, SUBSTITUTION",
    "2K:T5A, 2K, 5, SUBSTITUTION",
    "HA1:SigPep:K2E, HA1:SigPep, 2, SUBSTITUTION"
  })
  void everyNotationGivesItsSite(String text, String axis, int site, MutationName.Kind kind) {
    assertThat(MutationName.of(text)).isEqualTo(new MutationName(text, axis, site, kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "C",
        "CT",
        "C0T",
        "241",
        "C241",
        "c241t",
        "S:",
        "S:*",
        ":C5T",
        "S:D6",
        "C99999999999T",
        "S:4:",
        ":",
        "::",
        "22204:",
        "Ünïcode"
      })
  void anythingElseIsOfNoKnownForm(String text) {
    assertThat(MutationName.of(text).kind()).isEqualTo(MutationName.Kind.OTHER);
  }

  @Test
  void theOrderIsByPlaceNucleotidesFirst() {
    List<String> expected =
        List.of(
            "0:AAC",
            "C241T",
            "A1000-",
            "C1000T",
            "1000:GAG",
            "C9999T",
            "N:R203K",
            "S:H69-",
            "S:D614G",
            "S:614:E",
            "nonsense");
    List<MutationName> names = new ArrayList<>(expected.stream().map(MutationName::of).toList());
    Collections.shuffle(names, new Random(1));
    names.sort(null);
    assertThat(names).extracting(MutationName::text).containsExactlyElementsOf(expected);
  }
}
