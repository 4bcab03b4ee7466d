package org.virowatch.ingest.metadata;

import java.util.Locale;

/** What Virowatch reads from a metadata table. Everything else is passed on as it stands. */
public enum MetadataField {
  /** Names by which sequences find their row. */
  SEQUENCE_NAME("the column in which most sequence names are found ties sequences to rows"),
  /** Identity of the genome. */
  ACCESSION("identity of the genome; the sequence's name where no column has a value"),
  /** Version of the genome. */
  VERSION("1 or higher, the highest counts; 1 where no column has a value"),
  /** Accession with its version, such as OL989073.2. */
  ACCESSION_VERSION("the number after the dot is the version where no version column has one"),
  /** What this version does. */
  ACTION("submit, revise or withdraw; submit where no column has a value"),
  /** Whether this version withdraws the genome. */
  REVOCATION("true withdraws the genome"),
  /** When the sample was taken. */
  COLLECTION_DATE("when the sample was taken: YYYY-MM-DD, YYYY-MM or YYYY; empty if unknown"),
  /** Country, possibly with the subdivision. */
  COUNTRY("country, also with its subdivision as in 'USA: WA'; empty if unknown"),
  /** Subdivision of the country. */
  DIVISION("subdivision of the country: name or ISO 3166-2 code; empty if unknown"),
  /** Submitting laboratory. */
  LAB("submitting laboratory; --lab where no column has a value"),
  /** When the network learned of this version. */
  SUBMITTED_AT("when it was submitted: date, time or epoch; now where no column has a value"),
  /** Reference dataset the genome is for. */
  DATASET("reference dataset the genome is for; else --dataset, or detected from the sequence"),
  /** Whether the genome is simulated. */
  SIMULATED("true for simulated genomes");

  private final String meaning;

  MetadataField(String meaning) {
    this.meaning = meaning;
  }

  /** Returns what the field means and what an absent value does, for people. */
  public String meaning() {
    return meaning;
  }

  /** Returns the field's name in the table of columns and in receipts. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
