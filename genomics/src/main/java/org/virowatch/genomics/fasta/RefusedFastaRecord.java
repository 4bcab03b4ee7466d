package org.virowatch.genomics.fasta;

/**
 * A record whose sequence was skipped because it is too long to be a viral genome.
 *
 * @param name first word of the header line
 * @param description rest of the header line
 * @param length letters of the sequence
 * @param limit longest sequence accepted, letters
 */
public record RefusedFastaRecord(String name, String description, long length, int limit)
    implements FastaEntry {

  /** What is wrong and what to do, for a person. */
  public String message() {
    return "sequence of "
        + length
        + " letters is longer than the limit of "
        + limit
        + ": this is no viral genome, or several records have run together because their '>' lines"
        + " are missing; send one genome a record";
  }
}
