package org.virowatch.genomics.fasta;

/** One record of a FASTA file: read, or refused. */
public sealed interface FastaEntry permits FastaRecord, RefusedFastaRecord {

  /** First word of the header line; may be empty. */
  String name();

  /** Rest of the header line; may be empty. */
  String description();
}
