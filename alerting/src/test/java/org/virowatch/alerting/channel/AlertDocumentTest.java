package org.virowatch.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.virowatch.alerting.SampleAlerts;
import org.virowatch.schemas.AlertEvent;

class AlertDocumentTest {
  /** This text is the published format: a change here is a change for every receiver. */
  @Test
  void documentHasThePublishedFields() {
    assertThat(AlertDocument.of(SampleAlerts.event("5b1c0f", 0)).toJson())
        .isEqualTo(
            "{\"format\":\"virowatch.alert/1\",\"id\":\"5b1c0f\",\"sequence\":0,"
                + "\"state\":\"firing\",\"severity\":\"warning\","
                + "\"rule\":{\"id\":\"new-lineage\",\"revision\":3,\"kind\":\"emergence\"},"
                + "\"dataset\":\"sars-cov-2\",\"subject\":\"lineage:XBB.1.5*\","
                + "\"region\":\"GB-ENG\","
                + "\"message\":\"XBB.1.5* is new in GB-ENG: 4 of 410 genomes from 3 labs\","
                + "\"evidence\":{\"count\":4,\"coverage\":410,\"frequency\":0.00975609756097561,"
                + "\"lower\":0.0038,\"upper\":0.0248,\"firstWeek\":\"2022-W43\","
                + "\"lastWeek\":\"2022-W46\",\"labs\":3,\"countBefore\":0,\"tested\":57},"
                + "\"onset\":\"2022-11-14T06:00:00Z\",\"asOf\":\"2022-11-14T06:00:00Z\","
                + "\"simulated\":false}");
  }

  @Test
  void consoleSentenceStaysOneLineAndLabelsSimulatedData() {
    AlertEvent event =
        SampleAlerts.builder("5b1c0f", 0)
            .setMessage("first line\nsecond \u001b[31mline")
            .setSimulated(true)
            .build();

    assertThat(ConsoleChannel.sentence(event))
        .isEqualTo(
            "ALERT FIRING WARNING GB-ENG first line second  [31mline (rule new-lineage, as of"
                + " 2022-11-14T06:00:00Z, alert 5b1c0f) [simulated data]");
  }

  @Test
  void keyOfAnEventReadsBackFromItsText() {
    AlertKey key = new AlertKey("a-b-c", 12);

    assertThat(AlertKey.parse(key.toString())).isEqualTo(key);
  }
}
