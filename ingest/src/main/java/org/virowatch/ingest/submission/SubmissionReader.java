package org.virowatch.ingest.submission;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.fasta.FastaEntry;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.fasta.RefusedFastaRecord;
import org.virowatch.ingest.metadata.MetadataException;
import org.virowatch.ingest.metadata.MetadataReader;
import org.virowatch.ingest.metadata.MetadataRow;
import org.virowatch.ingest.metadata.MetadataTable;
import org.virowatch.ingest.submission.SequenceFiles.Step;
import org.virowatch.ingest.submission.SubmissionOutcome.Accepted;
import org.virowatch.ingest.submission.SubmissionOutcome.Reason;
import org.virowatch.ingest.submission.SubmissionOutcome.Refused;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.SubmissionAction;

/**
 * Reads sequences and their metadata into submissions. Every sequence, and every row of metadata
 * without one, gives one outcome: accepted, or refused with a reason. The metadata are held in
 * memory, the sequences are not. Not thread-safe.
 *
 * <p>Outcomes come in this order: malformed rows, sequences in their files' order, then rows that
 * no sequence belongs to, among which the withdrawals.
 */
public final class SubmissionReader implements Iterator<SubmissionOutcome>, AutoCloseable {
  private static final String SEQUENCES = "sequences";
  private static final String METADATA = "metadata";

  private final SubmissionOptions options;
  private final SequenceFiles files;
  private final @Nullable MetadataTable table;
  private final @Nullable RowMatching matching;
  private final RowInterpreter interpreter;
  private final Set<String> sequenceNames = new HashSet<>();
  private final Set<MetadataRow> matchedRows = new HashSet<>();
  private final Set<String> acceptedVersions = new HashSet<>();
  private final Deque<SubmissionOutcome> ready = new ArrayDeque<>();
  private @Nullable Iterator<MetadataRow> unmatched;

  private SubmissionReader(
      SubmissionOptions options, SequenceFiles files, @Nullable MetadataTable table) {
    this.options = options;
    this.files = files;
    this.table = table;
    this.matching = table == null ? null : RowMatching.choose(table, files.sample());
    this.interpreter = new RowInterpreter(options);
    if (table != null) {
      table.faults().forEach(fault -> ready.add(malformed(table, fault)));
    }
  }

  /**
   * Opens the files.
   *
   * @param sequences FASTA files, plain or compressed; {@code -} is standard input
   * @param metadata table of metadata; null if there is none: then each sequence is its own
   *     accession, undated and without a place
   * @param options what else there is to know
   * @throws MetadataException if the metadata cannot be used at all
   */
  public static SubmissionReader read(
      Collection<Path> sequences, @Nullable Path metadata, SubmissionOptions options) {
    MetadataTable table = metadata == null ? null : MetadataReader.read(metadata);
    return new SubmissionReader(options, new SequenceFiles(sequences, options.maxLength()), table);
  }

  /** Returns how many rows the metadata have, malformed ones included; 0 without metadata. */
  public int metadataRows() {
    return table == null ? 0 : table.rows().size() + table.faults().size();
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty()) {
      Step step = files.next();
      if (step instanceof Step.Entry record) {
        ready.add(outcome(record.entry()));
      } else if (step instanceof Step.Broken broken) {
        ready.add(
            refused(
                "",
                new Reason(
                    RejectionCode.INVALID_RECORD,
                    SEQUENCES,
                    broken.message(),
                    broken.file().toString())));
      } else if (!nextUnmatched()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public SubmissionOutcome next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  @Override
  public void close() {
    files.close();
  }

  private SubmissionOutcome outcome(FastaEntry entry) {
    String name = matching == null ? NameForm.FIRST_WORD.of(entry) : matching.name(entry);
    if (name.isEmpty()) {
      return refused(name, invalid("sequence_name", "the FASTA record has no name behind its '>'"));
    }
    if (!sequenceNames.add(name)) {
      return refused(
          name,
          invalid(
              "sequence_name",
              "a sequence of this name came before and was taken; give each sequence its own name,"
                  + " and each revision its own version"));
    }
    if (matching == null || table == null) {
      return outcome(entry, name, interpreter.withoutMetadata(name));
    }
    MetadataRow row = matching.row(entry);
    if (row == null) {
      return refused(
          name,
          invalid(
              matching.columnName(),
              "no row of "
                  + table.label()
                  + " belongs to this sequence; "
                  + matching.explanation()
                  + (table.faults().isEmpty()
                      ? ""
                      : "; " + table.faults().size() + " malformed rows could not be searched")));
    }
    matchedRows.add(row);
    if (matching.isAmbiguous(name)) {
      return refused(
          name,
          invalid(
              matching.columnName(),
              "several rows of "
                  + table.label()
                  + " bear this name and say different things (the first is line "
                  + row.line()
                  + "); keep the right one"));
    }
    return outcome(entry, name, interpreter.read(row, name));
  }

  private SubmissionOutcome outcome(FastaEntry entry, String name, GenomeDescription description) {
    Reason fault = description.fault();
    if (fault == null && description.action() == SubmissionAction.WITHDRAW) {
      return accept(description, name, null);
    }
    if (fault == null && entry instanceof RefusedFastaRecord tooLong) {
      fault = new Reason(RejectionCode.TOO_LONG, "sequence", tooLong.message(), null);
    }
    if (fault == null && entry instanceof FastaRecord record) {
      Optional<Reason> found = SequenceCheck.fault(record.sequence());
      if (found.isEmpty()) {
        return accept(description, name, record.sequence());
      }
      fault = found.get();
    }
    return new Refused(
        description.accession(),
        description.version(),
        name,
        fault == null ? invalid("sequence", "the record cannot be read") : fault);
  }

  private SubmissionOutcome accept(
      GenomeDescription description, String name, byte @Nullable [] sequence) {
    DatasetChoice choice = DatasetChoice.of(description, name, sequence, options);
    Reason undecided = choice.fault();
    if (undecided != null) {
      return new Refused(description.accession(), description.version(), name, undecided);
    }
    if (!acceptedVersions.add(description.version() + " " + description.accession())) {
      return new Refused(
          description.accession(),
          description.version(),
          name,
          new Reason(
              RejectionCode.VERSION_CONFLICT,
              "accession",
              "version "
                  + description.version()
                  + " of this accession came before under another sequence name and was taken; a"
                  + " revision needs a higher version",
              description.accession()));
    }
    return new Accepted(
        description
            .submission(choice.dataset(), name)
            .setSequence(sequence == null ? null : ByteBuffer.wrap(sequence))
            .build(),
        description.notes(),
        choice.score());
  }

  private boolean nextUnmatched() {
    if (table == null || matching == null) {
      return false;
    }
    Iterator<MetadataRow> rows = unmatched == null ? table.rows().iterator() : unmatched;
    unmatched = rows;
    while (rows.hasNext()) {
      MetadataRow row = rows.next();
      if (!matchedRows.contains(row)) {
        ready.add(withoutSequence(table, matching, row));
        return true;
      }
    }
    return false;
  }

  private SubmissionOutcome withoutSequence(
      MetadataTable rows, RowMatching names, MetadataRow row) {
    String name = names.name(row);
    GenomeDescription description = interpreter.read(row, name);
    String accession = description.accession();
    if (description.action() == SubmissionAction.WITHDRAW) {
      Reason fault = description.fault();
      return fault == null
          ? accept(description, name.isEmpty() ? accession : name, null)
          : new Refused(accession, description.version(), name, fault);
    }
    String message =
        "line " + row.line() + " of " + rows.label() + " belongs to no sequence that was read; ";
    String cause =
        names.isFound(row)
            ? "the sequence may be missing or named otherwise (" + names.explanation() + ")"
            : "an earlier row bears the same name";
    return new Refused(
        accession, description.version(), name, invalid(names.columnName(), message + cause));
  }

  private static SubmissionOutcome malformed(MetadataTable rows, MetadataTable.RowFault fault) {
    return refused(
        "",
        new Reason(
            RejectionCode.INVALID_RECORD,
            METADATA,
            "line " + fault.line() + " of " + rows.label() + ": " + fault.message(),
            fault.excerpt()));
  }

  private static Refused refused(String name, Reason reason) {
    return new Refused("", 0, name, reason);
  }

  private static Reason invalid(String field, String message) {
    return new Reason(RejectionCode.INVALID_RECORD, field, message, null);
  }
}
