package org.virowatch.ingest.submission;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.virowatch.ingest.metadata.CollectionDates;
import org.virowatch.ingest.metadata.DateReading;
import org.virowatch.ingest.metadata.MetadataField;
import org.virowatch.ingest.metadata.MetadataRow;
import org.virowatch.ingest.metadata.MetadataRow.Value;
import org.virowatch.ingest.metadata.SubmissionTimes;
import org.virowatch.ingest.place.PlaceReading;
import org.virowatch.ingest.place.PlaceReading.Place;
import org.virowatch.ingest.place.Places;
import org.virowatch.ingest.submission.SubmissionOutcome.Reason;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.SubmissionAction;

/** Makes sense of one row of metadata; all its faults are reported together. */
final class RowInterpreter {
  private static final int MAX_ACCESSION = 200;
  private static final Set<String> WITHDRAWALS = Set.of("withdraw", "withdrawal", "revoke");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern VERSIONED = Pattern.compile("(.+)\\.(\\d{1,9})");

  /** INSDC accession with its version: letters, digits, a dot, the version. */
  private static final Pattern INSDC_VERSIONED =
      Pattern.compile("([A-Z]{1,6}_?\\d{5,10})\\.(\\d{1,4})");

  private static final Pattern VERSION = Pattern.compile("(\\d{1,9})(?:\\.0)?");

  private final SubmissionOptions options;
  private static final Places PLACES = new Places();

  RowInterpreter(SubmissionOptions options) {
    this.options = options;
  }

  /** Returns what is known of a sequence that comes without metadata. */
  GenomeDescription withoutMetadata(String sequenceName) {
    return new Reading(null, sequenceName).description();
  }

  /**
   * Reads a row.
   *
   * @param row the row
   * @param sequenceName name that stands for the accession where no column has one
   */
  GenomeDescription read(MetadataRow row, String sequenceName) {
    return new Reading(row, sequenceName).description();
  }

  /** One reading of one row: collects what was used, noted and found at fault. */
  private final class Reading {
    private final @Nullable MetadataRow row;
    private final String sequenceName;
    private final Instant now = options.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    private final Set<String> used = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Reason> faults = new ArrayList<>();

    Reading(@Nullable MetadataRow row, String sequenceName) {
      this.row = row;
      this.sequenceName = sequenceName;
    }

    GenomeDescription description() {
      Optional<Value> accessionValue = value(MetadataField.ACCESSION);
      String written = accessionValue.map(Value::text).orElse(sequenceName);
      Matcher insdc = INSDC_VERSIONED.matcher(written);
      String accession = insdc.matches() ? insdc.group(1) : written;
      checkAccession(accession, accessionValue.map(Value::column).orElse("sequence_name"));
      int version = version(accession, insdc.matches() ? insdc.group(2) : null);
      SubmissionAction action = action(version);
      Optional<Instant> given = submittedAt();
      String date = collectionDate(given);
      String country = value(MetadataField.COUNTRY).map(Value::text).orElse(null);
      String division = value(MetadataField.DIVISION).map(Value::text).orElse(null);
      Place place = place(country, division);
      String lab = value(MetadataField.LAB).map(Value::text).orElse(options.lab());
      boolean simulated = value(MetadataField.SIMULATED).map(v -> isTrue(v.text())).orElse(false);
      return new GenomeDescription(
          accession,
          version,
          action,
          date,
          given.orElse(now),
          place.country(),
          place.subdivision(),
          asGiven(country, division),
          lab == null || lab.isBlank() ? null : SPACE.matcher(lab.strip()).replaceAll(" "),
          dataset(),
          simulated,
          row == null ? Map.of() : row.remaining(used),
          notes,
          fault());
    }

    private Optional<Value> value(MetadataField field) {
      Optional<Value> value = row == null ? Optional.empty() : row.value(field);
      value.ifPresent(found -> used.add(found.column()));
      return value;
    }

    private void checkAccession(String accession, String column) {
      if (accession.isEmpty()) {
        fault(RejectionCode.INVALID_RECORD, column, "the record has no name", accession);
      } else if (accession.length() > MAX_ACCESSION
          || accession.chars().anyMatch(Character::isISOControl)) {
        fault(
            RejectionCode.INVALID_RECORD,
            column,
            "the accession has "
                + accession.length()
                + " characters (limit "
                + MAX_ACCESSION
                + ") or control characters; use the short name by which the lab knows the genome",
            accession);
      }
    }

    private int version(String accession, @Nullable String ofAccession) {
      Optional<Value> given = value(MetadataField.VERSION);
      if (given.isPresent()) {
        Matcher number = VERSION.matcher(given.get().text());
        int version = number.matches() ? Integer.parseInt(number.group(1)) : 0;
        if (version < 1) {
          fault(
              RejectionCode.INVALID_RECORD,
              given.get().column(),
              "the version must be a whole number from 1; the highest version of a genome counts",
              given.get().text());
        }
        return version;
      }
      if (ofAccession != null) {
        return Math.max(1, Integer.parseInt(ofAccession));
      }
      Optional<Value> versioned =
          row == null ? Optional.empty() : row.value(MetadataField.ACCESSION_VERSION);
      if (versioned.isPresent()) {
        Matcher parts = VERSIONED.matcher(versioned.get().text());
        if (parts.matches() && parts.group(1).equals(accession)) {
          used.add(versioned.get().column());
          return Math.max(1, Integer.parseInt(parts.group(2)));
        }
      }
      return 1;
    }

    private SubmissionAction action(int version) {
      SubmissionAction byVersion = version > 1 ? SubmissionAction.REVISE : SubmissionAction.SUBMIT;
      Optional<Value> revocation = value(MetadataField.REVOCATION);
      Optional<Value> given = value(MetadataField.ACTION);
      if (revocation.map(v -> isTrue(v.text())).orElse(false)) {
        return SubmissionAction.WITHDRAW;
      }
      if (given.isEmpty()) {
        return byVersion;
      }
      return switch (given.get().text().toLowerCase(Locale.ROOT)) {
        case "submit", "submission", "new" -> SubmissionAction.SUBMIT;
        case "revise", "revision", "update" -> SubmissionAction.REVISE;
        default -> {
          if (WITHDRAWALS.contains(given.get().text().toLowerCase(Locale.ROOT))) {
            yield SubmissionAction.WITHDRAW;
          }
          fault(
              RejectionCode.INVALID_RECORD,
              given.get().column(),
              "the action must be submit, revise or withdraw",
              given.get().text());
          yield byVersion;
        }
      };
    }

    private @Nullable String dataset() {
      Optional<Value> given = value(MetadataField.DATASET);
      Set<String> known = options.datasets();
      if (given.isPresent() && !known.isEmpty() && !known.contains(given.get().text())) {
        fault(
            RejectionCode.UNKNOWN_DATASET,
            given.get().column(),
            "the stack has no dataset of this name; it has "
                + String.join(", ", known)
                + ": name one of them, or leave the cell empty",
            given.get().text());
      }
      return given.map(Value::text).orElse(null);
    }

    private Optional<Instant> submittedAt() {
      Optional<Value> given = value(MetadataField.SUBMITTED_AT);
      if (given.isEmpty()) {
        return Optional.empty();
      }
      Optional<Instant> time = SubmissionTimes.read(given.get().text());
      if (time.isEmpty()) {
        fault(
            RejectionCode.INVALID_DATE,
            given.get().column(),
            "the time of submission must be a full date (YYYY-MM-DD), an ISO 8601 time or seconds"
                + " since 1970; leave the cell empty to have it submitted now",
            given.get().text());
      } else if (time.get().isAfter(now.plus(1, ChronoUnit.DAYS))) {
        fault(
            RejectionCode.FUTURE_DATE,
            given.get().column(),
            "the time of submission lies in the future (it is now " + now + ")",
            given.get().text());
      }
      return time;
    }

    private @Nullable String collectionDate(Optional<Instant> submittedAt) {
      Optional<Value> given = value(MetadataField.COLLECTION_DATE);
      if (given.isEmpty()) {
        return null;
      }
      boolean submitted = submittedAt.filter(time -> time.isBefore(now)).isPresent();
      LocalDate latest =
          LocalDate.ofInstant(submittedAt.filter(t -> submitted).orElse(now), ZoneOffset.UTC);
      DateReading reading =
          CollectionDates.read(
              given.get().text(), latest, submitted ? "its submission date" : "today");
      if (reading instanceof DateReading.Faulty faulty) {
        fault(
            faulty.code(),
            given.get().column(),
            "the collection date " + faulty.message(),
            given.get().text());
        return null;
      }
      DateReading.Known known = (DateReading.Known) reading;
      note(known.note());
      return known.iso();
    }

    private Place place(@Nullable String country, @Nullable String division) {
      PlaceReading reading = PLACES.read(country, division);
      if (reading instanceof PlaceReading.UnknownCountry unknown) {
        fault(
            RejectionCode.UNKNOWN_COUNTRY,
            value(MetadataField.COUNTRY).map(Value::column).orElse("country"),
            unknown.message(),
            unknown.given());
        return new Place(null, null, null);
      }
      Place place = (Place) reading;
      note(place.note());
      return place;
    }

    private void note(@Nullable String note) {
      if (note != null) {
        notes.add(note);
      }
    }

    private void fault(RejectionCode code, String column, String message, String value) {
      String line = row == null ? "" : " (line " + row.line() + " of the metadata)";
      faults.add(new Reason(code, column, message + line, value));
    }

    private @Nullable Reason fault() {
      if (faults.size() < 2) {
        return faults.isEmpty() ? null : faults.get(0);
      }
      Reason first = faults.get(0);
      String all = faults.stream().map(Reason::message).collect(Collectors.joining("; also: "));
      return new Reason(first.code(), first.field(), all, first.value());
    }
  }

  /** Returns whether a row withdraws a genome and so needs no sequence. */
  static boolean isWithdrawal(MetadataRow row) {
    return row.value(MetadataField.REVOCATION).map(v -> isTrue(v.text())).orElse(false)
        || row.value(MetadataField.ACTION)
            .map(v -> WITHDRAWALS.contains(v.text().toLowerCase(Locale.ROOT)))
            .orElse(false);
  }

  private static @Nullable String asGiven(@Nullable String country, @Nullable String division) {
    if (country == null) {
      return division;
    }
    return division == null ? country : country + ": " + division;
  }

  private static boolean isTrue(String text) {
    return Set.of("true", "yes", "1", "t", "y").contains(text.toLowerCase(Locale.ROOT));
  }
}
