package org.virowatch.genomics.fasta;

/** A sequence with its name. Immutable as long as nobody writes to {@link #sequence()}. */
public final class FastaRecord implements FastaEntry {
  private final String name;
  private final String description;
  private final byte[] sequence;

  /**
   * @param name first word of the header line
   * @param description rest of the header line
   * @param sequence letters in upper case, without white space; not copied
   */
  public FastaRecord(String name, String description, byte[] sequence) {
    this.name = name;
    this.description = description;
    this.sequence = sequence;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  /**
   * The letters as they stand in the file but in upper case and without white space: gaps,
   * ambiguity codes and letters that are no nucleotides included. Not a copy: do not write to it.
   */
  public byte[] sequence() {
    return sequence;
  }

  /** The whole header line without its {@code >}. */
  public String header() {
    return description.isEmpty() ? name : name + " " + description;
  }

  @Override
  public String toString() {
    return ">" + header() + " (" + sequence.length + " letters)";
  }
}
