package org.virowatch.ingest.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.ingest.metadata.DateReading.Faulty;
import org.virowatch.ingest.metadata.DateReading.Known;
import org.virowatch.schemas.RejectionCode;

class CollectionDatesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 15);

  private static DateReading read(String text) {
    return CollectionDates.read(text, TODAY, "today");
  }

  @ParameterizedTest
  @CsvSource({
    "2022-03-05, 2022-03-05",
    "2022-3-5, 2022-03-05",
    "2022/03/05, 2022-03-05",
    "2022.03.05, 2022-03-05",
    "20220305, 2022-03-05",
    "2022-03-05T10:20:30Z, 2022-03-05",
    "2022-03-05 10:20, 2022-03-05",
    "05-Mar-2022, 2022-03-05",
    "5 march 2022, 2022-03-05",
    "Mar-2022, 2022-03",
    "2022-03, 2022-03",
    "2022/03, 2022-03",
    "2022-03-XX, 2022-03",
    "2022-03-00, 2022-03",
    "2022, 2022",
    "2022-XX-XX, 2022",
    "2022-xx-xx, 2022",
    "2024-02-29, 2024-02-29",
    "2026-01-16, 2026-01-16",
    "2022-03-05/2022-03-05, 2022-03-05",
  })
  void unambiguousFormsAreRead(String written, String iso) {
    assertThat(read(written)).isEqualTo(new Known(iso, null));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2022-03-05/2022-03-10, 2022-03",
        "2022-03-28/2022-04-02, 2022",
        "2022-03/2022-04, 2022",
        "2021/2022, -",
      })
  void aRangeCountsAsWhatItsEndsShare(String written, @Nullable String iso) {
    assertThat(read(written))
        .isInstanceOfSatisfying(
            Known.class,
            known -> {
              assertThat(known.iso()).isEqualTo(iso);
              assertThat(known.note()).contains("range");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "?", "NA", "missing", "not collected", "XXXX-XX-XX", "Unknown"})
  void aMissingDateIsUndated(String written) {
    assertThat(read(written)).isEqualTo(new Known(null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2022-13-01",
        "2022-02-30",
        "2023-02-29",
        "2022-00-45",
        "0022-03-05",
        "1822-03-05",
        "03/04/2022",
        "25.12.2021",
        "3/4/22",
        "44625",
        "yesterday",
        "2022-03-05/2022-03-01",
        "2022/03/05/06",
        "05-Foo-2022",
        "٢٠٢٢-٠٣-٠٥",
        "2022-3-",
        "-2022",
      })
  void impossibleAndAmbiguousDatesAreRefusedWithARemedy(String written) {
    assertThat(read(written))
        .isInstanceOfSatisfying(
            Faulty.class,
            faulty -> {
              assertThat(faulty.code()).isEqualTo(RejectionCode.INVALID_DATE);
              assertThat(faulty.message()).contains(written, "YYYY-MM-DD");
            });
  }

  @Test
  void anAmbiguousDateIsToldFromAnUnknownForm() {
    assertThat(read("03/04/2022")).asString().contains("day first or month first");
    assertThat(read("44625")).asString().contains("spreadsheet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-17", "2026-02", "2027", "9999-12-31"})
  void aFutureDateIsRefused(String written) {
    assertThat(read(written))
        .isInstanceOfSatisfying(
            Faulty.class,
            faulty -> {
              assertThat(faulty.code()).isEqualTo(RejectionCode.FUTURE_DATE);
              assertThat(faulty.message()).contains("today (2026-01-15)");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2022-03-05, 2022-03-05T00:00:00Z",
    "2022-03-05T10:20:30Z, 2022-03-05T10:20:30Z",
    "2022-03-05T10:20:30+02:00, 2022-03-05T08:20:30Z",
    "2022-03-05 10:20:30, 2022-03-05T10:20:30Z",
    "1719233111, 2024-06-24T12:45:11Z",
    "1719233111000, 2024-06-24T12:45:11Z",
  })
  void submissionTimesAreReadInEveryCommonForm(String written, String instant) {
    assertThat(SubmissionTimes.read(written)).contains(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2022", "2022-03", "03/04/2022", "soon", "2022-02-30", "17192331110001"})
  void aSubmissionTimeMustBeASingleMoment(String written) {
    assertThat(SubmissionTimes.read(written)).isEmpty();
  }
}
