package org.virowatch.jobs.counting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublishPaceTest {
  private static final long NOW = 1_700_000_000_000L;

  @Test
  void atThePaceOfUploadsNobodyWaits() {
    PublishPace pace = new PublishPace();
    for (int i = 0; i < 1_000; i++) {
      long now = NOW + i * 10L;
      assertThat(pace.reserve(now, now, 400)).isEqualTo(now);
    }
  }

  @Test
  void theIntervalOfACellIsKeptAlsoWhenThereIsRoom() {
    assertThat(new PublishPace().reserve(NOW, NOW + 500, 400)).isEqualTo(NOW + 500);
  }

  @Test
  void howeverManyCellsChangeTheRateIsBounded() {
    PublishPace pace = new PublishPace();
    int entries = 1_000;
    long last = NOW;
    int cells = 10_000;
    for (int i = 0; i < cells; i++) {
      last = pace.reserve(NOW, NOW, entries);
    }
    double seconds = (last - NOW) / 1e3;
    double perSecond = cells * (double) (entries + PublishPace.ENTRIES_OF_A_RECORD) / seconds;
    assertThat(perSecond)
        .isBetween(0.95 * PublishPace.ENTRIES_PER_SECOND, 1.05 * PublishPace.ENTRIES_PER_SECOND);
  }

  @Test
  void afterAQuietTimeThereIsRoomAgain() {
    PublishPace pace = new PublishPace();
    for (int i = 0; i < 10_000; i++) {
      pace.reserve(NOW, NOW, 1_000);
    }
    long later = NOW + 120_000;
    assertThat(pace.reserve(later, later, 1_000)).isEqualTo(later);
  }
}
