package org.virowatch.jobs.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.MutationSet;
import org.virowatch.surveillance.regionpool.Pools;
import org.virowatch.surveillance.regionpool.RegionDays;

/** Forecasts follow ticks at their own pace, and none is lost in a crash. */
@SuppressWarnings("try") // harnesses are closed at the end
class ForecastTimerTest {
  private static final LocalDate START = LocalDate.of(2023, 1, 2);
  private static final int DAYS = 30;
  private static final long SECOND = 1_000;

  private static long midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static KnownChange<RegionDays> genomes(LocalDate day) {
    RegionDays days = new RegionDays();
    Contribution genome =
        new Contribution(
            "sars-cov-2",
            List.of("world", "GB"),
            "2023-W01",
            day,
            "XBB",
            "lab",
            false,
            false,
            MutationSet.of(),
            List.of(),
            null);
    for (int i = 0; i < 5; i++) {
      days.add("GB", genome, 1, midnight(day.plusDays(1)) - 1);
    }
    return KnownChange.ofPool(
        midnight(day.plusDays(1)), "sars-cov-2", Pools.COUNTRIES, "GB", days, 0);
  }

  @Test
  void ofManyTicksInQuickSuccessionOnlyTheLastIsForecast() throws Exception {
    try (var harness = open(null)) {
      pass(harness);
      harness.setProcessingTime(4 * SECOND);
      assertThat(forecasts(harness)).isEmpty();

      harness.setProcessingTime(6 * SECOND);

      assertThat(forecasts(harness))
          .extracting(ForecastUpdate::getAsOf)
          .containsExactly(Instant.ofEpochMilli(midnight(START.plusDays(DAYS))));

      harness.setProcessingTime(60 * SECOND);
      assertThat(forecasts(harness)).isEmpty();
    }
  }

  @Test
  void aForecastThatIsDueComesAfterACrash() throws Exception {
    OperatorSubtaskState state;
    try (var harness = open(null)) {
      pass(harness);
      harness.prepareSnapshotPreBarrier(1);
      state = harness.snapshot(1, 0);
    }
    try (var harness = open(state)) {
      harness.setProcessingTime(60 * SECOND);

      assertThat(forecasts(harness)).hasSize(1);
    }
  }

  private static void pass(
      KeyedTwoInputStreamOperatorTestHarness<
              String, KnownChange<RegionDays>, Directive, Outgoing<AlertEvent>>
          harness)
      throws Exception {
    harness.setProcessingTime(SECOND);
    harness.processWatermark2(Watermark.MAX_WATERMARK);
    for (int day = 0; day < DAYS; day++) {
      harness.processElement1(new StreamRecord<>(genomes(START.plusDays(day)), 0));
      harness.processWatermark1(new Watermark(midnight(START.plusDays(day + 1))));
    }
  }

  private static List<ForecastUpdate> forecasts(
      KeyedTwoInputStreamOperatorTestHarness<
              String, KnownChange<RegionDays>, Directive, Outgoing<AlertEvent>>
          harness) {
    List<ForecastUpdate> forecasts = new ArrayList<>();
    var output = harness.getSideOutput(DecideFunction.FORECASTS);
    if (output != null) {
      output.forEach(record -> forecasts.add(record.getValue().value()));
      output.clear();
    }
    return forecasts;
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, KnownChange<RegionDays>, Directive, Outgoing<AlertEvent>>
      open(@Nullable OperatorSubtaskState snapshot) throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new DecideOperator<>(DecideFunction.ofPools(Duration.ofDays(1), Map::of)),
            KnownChange::key,
            null,
            Types.STRING);
    harness.setup(
        ExplicitType.outgoing(AlertEvent.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return harness;
  }
}
