package org.virowatch.genomics.reads;

import htsjdk.samtools.SAMSequenceDictionary;
import htsjdk.samtools.SAMSequenceRecord;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * Which sequence of an alignment file is the dataset's reference.
 *
 * @param index number of the sequence in the file's header, from 0
 * @param name what the file calls it
 * @param remark what a person should know about the choice
 */
record ContigChoice(int index, String name, Optional<String> remark) {

  /**
   * Chooses by name; else by the checksum in the header; else the only sequence of the reference's
   * length, since the same genome goes by several names (NC_045512.2 and MN908947.3).
   *
   * @param label what messages call the file
   * @throws ReadsException if none fits
   */
  static ContigChoice of(SAMSequenceDictionary header, ReferenceDataset dataset, String label) {
    List<SAMSequenceRecord> sequences = header.getSequences();
    if (sequences.isEmpty()) {
      throw new ReadsException(
          label
              + " names no reference sequence (@SQ): its reads are not aligned; give them as FASTQ"
              + " (samtools fastq), which is aligned by minimap2");
    }
    for (SAMSequenceRecord sequence : sequences) {
      if (sequence.getSequenceName().equals(dataset.referenceName())) {
        return named(sequence, dataset, label);
      }
    }
    String checksum = checksum(dataset.reference());
    List<SAMSequenceRecord> alike =
        sequences.stream()
            .filter(each -> checksum.equalsIgnoreCase(String.valueOf(each.getMd5())))
            .toList();
    if (alike.isEmpty()) {
      alike =
          sequences.stream().filter(each -> each.getSequenceLength() == dataset.length()).toList();
    }
    if (alike.size() == 1) {
      SAMSequenceRecord sequence = alike.get(0);
      return new ContigChoice(
          sequence.getSequenceIndex(),
          sequence.getSequenceName(),
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "%s: %s has the length of %s, %d bases, and is taken for it",
                  label,
                  sequence.getSequenceName(),
                  dataset.referenceName(),
                  dataset.length())));
    }
    SAMSequenceRecord first = sequences.get(0);
    throw new ReadsException(
        String.format(
            Locale.ROOT,
            "%s is aligned to another reference: %s (%d bases)%s, and the dataset's is %s (%d"
                + " bases); choose the dataset with --dataset, or align the reads again",
            label,
            first.getSequenceName(),
            first.getSequenceLength(),
            sequences.size() == 1 ? "" : " and " + (sequences.size() - 1) + " more",
            dataset.referenceName(),
            dataset.length()));
  }

  private static ContigChoice named(
      SAMSequenceRecord sequence, ReferenceDataset dataset, String label) {
    if (sequence.getSequenceLength() != dataset.length()) {
      throw new ReadsException(
          String.format(
              Locale.ROOT,
              "%s is aligned to another version of %s: it has %d bases there and %d in the dataset;"
                  + " choose the dataset with --dataset, or align the reads again",
              label,
              dataset.referenceName(),
              sequence.getSequenceLength(),
              dataset.length()));
    }
    return new ContigChoice(
        sequence.getSequenceIndex(), sequence.getSequenceName(), Optional.empty());
  }

  /** The sequence's M5 as the SAM specification defines it. */
  private static String checksum(byte[] reference) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(reference);
      return String.format(Locale.ROOT, "%032x", new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
