package org.virowatch.alerting.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.alerting.SampleAlerts;
import org.virowatch.alerting.config.NamePattern;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.surveillance.region.RegionPattern;

class AlertHistoryTest {
  private static final AlertEvent FIRED = SampleAlerts.event("a", 0);
  private static final AlertEvent RESOLVED =
      SampleAlerts.builder("a", 1)
          .setState(AlertState.RESOLVED)
          .setAsOf(Instant.parse("2022-12-01T00:00:00Z"))
          .build();
  private static final AlertEvent OTHER =
      SampleAlerts.builder("b", 0).setRegion("FR").setRuleId("resistance-nirmatrelvir").build();

  @Test
  void currentStateIsTheHighestSequenceWhateverTheOrderAndRepeats() {
    AlertHistory history = new AlertHistory();

    assertThat(history.add(RESOLVED)).isTrue();
    assertThat(history.add(OTHER)).isTrue();
    assertThat(history.add(FIRED)).isTrue();
    assertThat(history.add(RESOLVED)).isFalse();

    assertThat(history.current()).containsExactly(OTHER, RESOLVED);
    assertThat(history.events()).containsExactly(OTHER, FIRED, RESOLVED);
  }

  @Test
  void filtersShowOnlyWhatMatchesAllOfThem() {
    assertThat(shown(AlertFilter.EVERYTHING)).containsExactly(OTHER, RESOLVED);
    assertThat(shown(filter("GB-*", null, null, false))).containsExactly(RESOLVED);
    assertThat(shown(filter("*/country", null, null, false))).containsExactly(OTHER);
    assertThat(shown(filter(null, "resistance-*", null, false))).containsExactly(OTHER);
    assertThat(shown(filter(null, null, AlertState.RESOLVED, false))).containsExactly(RESOLVED);
    assertThat(shown(filter(null, null, null, true))).containsExactly(OTHER);
    assertThat(shown(filter("FR", "new-*", null, false))).isEmpty();
  }

  @Test
  void tsvHasAColumnForEveryFieldAndNoTabOrLineBreakInside() {
    String[] lines = print(AlertFormat.TSV, firedSaying("tab\tand\nbreak")).split("\n");

    assertThat(lines).hasSize(2);
    assertThat(lines[1].split("\t")).hasSameSizeAs(lines[0].split("\t"));
    assertThat(lines[1]).endsWith("\tfalse\ttab and break").startsWith("a\t0\tfiring\twarning\t");
  }

  @Test
  void tableLinesUpForPeople() {
    assertThat(print(AlertFormat.TABLE, FIRED))
        .isEqualTo(
            """
            STATE     SEVERITY  REGION   SUBJECT                   FREQUENCY           ONSET                 MESSAGE
            firing    warning   GB-ENG   lineage:XBB.1.5*          1.0% (4/410)        2022-11-14T06:00:00Z  XBB.1.5* is new in GB-ENG: 4 of 410 genomes from 3 labs
            """);
  }

  @Test
  void jsonIsOneDocumentALine() {
    assertThat(print(AlertFormat.JSON, firedSaying("two\nlines")).lines())
        .singleElement()
        .asString()
        .startsWith("{\"format\":\"virowatch.alert/1\"")
        .contains("two\\nlines");
  }

  private static AlertEvent firedSaying(String message) {
    return SampleAlerts.builder("a", 0).setMessage(message).build();
  }

  private static AlertFilter filter(
      @Nullable String region, @Nullable String rule, @Nullable AlertState state, boolean open) {
    return new AlertFilter(
        Optional.ofNullable(region).map(RegionPattern::new),
        Optional.ofNullable(rule).map(NamePattern::new),
        Optional.empty(),
        Optional.ofNullable(state),
        open);
  }

  private static List<AlertEvent> shown(AlertFilter filter) {
    AlertHistory history = new AlertHistory();
    List.of(FIRED, OTHER, RESOLVED).forEach(history::add);
    return history.current().stream().filter(filter::shows).toList();
  }

  private static String print(AlertFormat format, AlertEvent event) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text, true);
    format.header(out);
    format.print(event, out);
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
