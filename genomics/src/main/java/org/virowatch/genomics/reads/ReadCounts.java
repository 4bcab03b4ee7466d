package org.virowatch.genomics.reads;

/**
 * What became of the records of a file.
 *
 * @param records in the file
 * @param elsewhere unmapped, or aligned to another sequence
 * @param excluded secondary alignments, duplicates and those that failed the sequencer's checks
 * @param lowMappingQuality left out for their mapping quality
 * @param used counted in the pileup
 */
public record ReadCounts(
    long records, long elsewhere, long excluded, long lowMappingQuality, long used) {}
