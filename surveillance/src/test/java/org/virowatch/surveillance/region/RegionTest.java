package org.virowatch.surveillance.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
  @Test
  void aGenomeCountsAtEachLevelOfItsPlace() {
    assertThat(Regions.of("GB", "GB-ENG")).containsExactly("world", "GB", "GB-ENG");
    assertThat(Regions.of("GB", null)).containsExactly("world", "GB");
    assertThat(Regions.of(null, null)).containsExactly("world", "ZZ");
    assertThat(Regions.of("", "")).containsExactly("world", "ZZ");
    assertThat(Regions.of(null, "FR-IDF")).containsExactly("world", "FR", "FR-IDF");
  }

  @ParameterizedTest
  @CsvSource({
    "world, world",
    "GB, GB",
    "GB-ENG, GB-ENG",
    "GB-*, GB-ENG GB-SCT",
    "*/country, GB FR",
    "*/subdivision, GB-ENG GB-SCT FR-IDF",
    "*, world GB GB-ENG GB-SCT FR FR-IDF ZZ"
  })
  void aPatternStandsForItsRegions(String pattern, String expected) {
    List<String> all = List.of("world", "GB", "GB-ENG", "GB-SCT", "FR", "FR-IDF", "ZZ");
    RegionPattern regions = new RegionPattern(pattern);
    assertThat(all.stream().filter(regions::matches))
        .containsExactlyInAnyOrder(expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gb", "GBR", "GB-", "UK-England", "World", "*-*", "**", "G*"})
  void whatIsNoRegionIsRefusedWithTheForms(String text) {
    assertThatThrownBy(() -> new RegionPattern(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GB-ENG");
  }
}
