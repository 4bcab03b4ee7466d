package org.virowatch.genomics.reads;

import htsjdk.samtools.Cigar;
import htsjdk.samtools.SAMRecord;
import htsjdk.samtools.SAMUtils;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Streams records into a pileup. As in samtools mpileup, unmapped, secondary, failed and duplicate
 * records are left out, supplementary ones count, unless they lie over the read's own primary
 * alignment, where it would count twice; as iVar demands of it ({@code -A}), reads whose mate is
 * elsewhere count too. A read waits for its mate only while the mate can overlap it, so few wait at
 * any time.
 */
final class PileupBuilder {
  private static final int FEW = 10_000;

  private final byte[] reference;
  private final ReadParameters parameters;
  private final int[] countsFrom;
  private final int[] countsTo;
  private final Pileup pileup;
  private final FragmentCounter counter;
  private final ReadLayout one;
  private final ReadLayout two;
  private final Map<String, SAMRecord> waiting = new HashMap<>();
  private int purgeAt = FEW;
  private long records;
  private long elsewhere;
  private long excluded;
  private long lowMappingQuality;
  private long used;

  PileupBuilder(byte[] reference, PrimerScheme primers, ReadParameters parameters) {
    this.reference = reference;
    this.parameters = parameters;
    countsFrom = primers.countsFrom(reference.length, parameters.primerOffset());
    countsTo = primers.countsTo(reference.length, parameters.primerOffset());
    pileup = new Pileup(reference.length);
    counter = new FragmentCounter(pileup, parameters.minBaseQuality());
    one = new ReadLayout(reference);
    two = new ReadLayout(reference);
  }

  /**
   * Reads a file to its end.
   *
   * @throws ReadsException if it is broken, not sorted, or has a record that cannot be
   */
  Pileup build(AlignedReads reads) {
    String name = "";
    for (SAMRecord record = reads.next(); record != null; record = reads.next()) {
      records++;
      if (!isUsed(record, reads)) {
        continue;
      }
      used++;
      if (reads.groupedByName() && !name.equals(record.getReadName())) {
        name = record.getReadName();
        flush(Integer.MAX_VALUE);
      }
      take(record, reads.groupedByName());
      if (waiting.size() > purgeAt) {
        flush(record.getAlignmentStart());
        purgeAt = Math.max(FEW, 2 * waiting.size());
      }
    }
    flush(Integer.MAX_VALUE);
    return pileup;
  }

  ReadCounts counts() {
    return new ReadCounts(records, elsewhere, excluded, lowMappingQuality, used);
  }

  private boolean isUsed(SAMRecord record, AlignedReads reads) {
    if (record.getReadUnmappedFlag() || record.getReferenceIndex() != reads.contig().index()) {
      elsewhere++;
      return false;
    }
    if (record.isSecondaryAlignment()
        || record.getDuplicateReadFlag()
        || record.getReadFailsVendorQualityCheckFlag()
        || record.getReadLength() == 0
        || liesOverItsPrimary(record)) {
      excluded++;
      return false;
    }
    if (record.getMappingQuality() < parameters.minMappingQuality()) {
      lowMappingQuality++;
      return false;
    }
    Cigar cigar = record.getCigar();
    if (cigar.getReadLength() != record.getReadLength()
        || record.getAlignmentStart() < 1
        || record.getAlignmentEnd() > reference.length
        || cigar.getReferenceLength() == 0) {
      throw new ReadsException(
          reads.label()
              + " has a record that cannot be: read "
              + record.getReadName()
              + " with "
              + record.getReadLength()
              + " bases, CIGAR "
              + record.getCigarString()
              + ", at "
              + record.getReferenceName()
              + ":"
              + record.getAlignmentStart()
              + "; check the file with samtools quickcheck, or align the reads again");
    }
    return true;
  }

  private static boolean liesOverItsPrimary(SAMRecord record) {
    return record.getSupplementaryAlignmentFlag()
        && SAMUtils.getOtherCanonicalAlignments(record).stream()
            .anyMatch(each -> !each.getSupplementaryAlignmentFlag() && each.overlaps(record));
  }

  private void take(SAMRecord record, boolean groupedByName) {
    if (!hasMateHere(record)) {
      count(record, null);
      return;
    }
    SAMRecord mate = waiting.get(record.getReadName());
    if (mate != null && mate.getFirstOfPairFlag() != record.getFirstOfPairFlag()) {
      waiting.remove(record.getReadName());
      count(mate, record);
    } else if (mate == null
        && (groupedByName
            || (record.getMateAlignmentStart() >= record.getAlignmentStart()
                && record.getMateAlignmentStart() <= record.getAlignmentEnd()))) {
      waiting.put(record.getReadName(), record);
    } else {
      count(record, null);
    }
  }

  private static boolean hasMateHere(SAMRecord record) {
    return record.getReadPairedFlag()
        && !record.getMateUnmappedFlag()
        && !record.getSupplementaryAlignmentFlag()
        && Objects.equals(record.getMateReferenceIndex(), record.getReferenceIndex());
  }

  /**
   * Counts the reads whose mate should have come before a position, counted from 1, and did not.
   */
  private void flush(int position) {
    Iterator<SAMRecord> reads = waiting.values().iterator();
    while (reads.hasNext()) {
      SAMRecord read = reads.next();
      if (read.getMateAlignmentStart() < position) {
        count(read, null);
        reads.remove();
      }
    }
  }

  private void count(SAMRecord read, @Nullable SAMRecord mate) {
    layOut(one, read);
    if (mate == null) {
      counter.add(one);
    } else {
      layOut(two, mate);
      counter.add(one, two);
    }
  }

  /**
   * A read is trimmed at the ends of its fragment, which of a pair it may not reach on one side.
   */
  private void layOut(ReadLayout layout, SAMRecord record) {
    int start = record.getAlignmentStart() - 1;
    int last = record.getAlignmentEnd() - 1;
    boolean left = true;
    boolean right = true;
    int span = Math.abs(record.getInferredInsertSize());
    if (hasMateHere(record) && span > 0) {
      boolean reverse = record.getReadNegativeStrandFlag();
      left = !reverse || record.getAlignmentStart() <= record.getMateAlignmentStart();
      right = reverse || last + 1 >= start + span;
    }
    layout.load(record, left ? countsFrom[start] : start, right ? countsTo[last] : last + 1);
  }
}
