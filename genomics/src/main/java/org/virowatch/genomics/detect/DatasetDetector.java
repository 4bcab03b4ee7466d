package org.virowatch.genomics.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * Detects the dataset of a sequence by the share of its words that a dataset has, after the manner
 * of containment indexes (Ondov et al. 2016, doi:10.1186/s13059-016-0997-x; Nextclade's {@code
 * sort}). Words are sampled evenly along the sequence, so a genome costs some tens of microseconds
 * whatever its length; only one that is not recognised at once is sampled more densely. N, other
 * ambiguity codes and gaps are passed over. Immutable and thread-safe.
 */
public final class DatasetDetector {

  /** Words that tell a sequence of a known strain. */
  private static final int QUICK = 256;

  /** Words that tell a distant relative from chance. */
  private static final int THOROUGH = 4096;

  /** Fewest words that tell anything: those of about 40 bases. */
  private static final int FEWEST_WORDS = 20;

  /**
   * Fewest words found that are no chance: in 4,096 of a random sequence it are about one, seldom
   * six.
   */
  private static final int FEWEST_HITS = 10;

  /**
   * Score from which a match is certain: half of the words are found where about 4 % of the bases
   * differ from the nearest thing known.
   */
  public static final double CERTAIN = 0.5;

  /** Share of words only the runner-up has from which a sequence counts as a mixture. */
  private static final double MIXED = 0.1;

  private final List<ReferenceDataset> datasets;
  private final WordIndex index = new WordIndex();

  private DatasetDetector(List<ReferenceDataset> datasets) {
    this.datasets = List.copyOf(datasets);
    for (int i = 0; i < datasets.size(); i++) {
      DatasetWords.add(datasets.get(i), i, index);
    }
  }

  /**
   * A detector of the viruses of some datasets.
   *
   * @param datasets in order of preference: of those with the same reference, the first stands for
   *     all
   */
  public static DatasetDetector of(List<ReferenceDataset> datasets) {
    Map<String, ReferenceDataset> byReference = new LinkedHashMap<>();
    for (ReferenceDataset dataset : datasets) {
      byReference.putIfAbsent(
          new String(dataset.reference(), java.nio.charset.StandardCharsets.ISO_8859_1), dataset);
    }
    return new DatasetDetector(List.copyOf(byReference.values()));
  }

  /** The datasets that can be detected. */
  public List<ReferenceDataset> datasets() {
    return datasets;
  }

  /**
   * Detects the dataset of a sequence.
   *
   * @param letters as they stand in the file: either strand, lower case, U, N and gaps are accepted
   */
  public Detection detect(byte[] letters) {
    Detection quick = judge(WordSample.draw(letters, QUICK));
    return quick.verdict() == DetectionVerdict.CERTAIN || quick.words() < QUICK
        ? quick
        : judge(WordSample.draw(letters, THOROUGH));
  }

  private Detection judge(WordSample sample) {
    int[][] found = sample.find(index);
    int[] hits = new int[2 * datasets.size()];
    for (int[] occurrences : found) {
      for (int occurrence : occurrences) {
        hits[occurrence]++;
      }
    }
    List<DatasetMatch> matches = new ArrayList<>();
    for (int i = 0; i < datasets.size(); i++) {
      int forward = hits[WordIndex.occurrence(i, false)];
      int backward = hits[WordIndex.occurrence(i, true)];
      int most = Math.max(forward, backward);
      if (most > 0) {
        double score = most / (double) sample.size();
        matches.add(new DatasetMatch(datasets.get(i), most, score, backward > forward));
      }
    }
    matches.sort(Comparator.comparingInt(DatasetMatch::hits).reversed()); // stable
    return new Detection(verdict(sample.size(), matches, found), sample.size(), matches);
  }

  private DetectionVerdict verdict(int words, List<DatasetMatch> matches, int[][] found) {
    if (words < FEWEST_WORDS) {
      return DetectionVerdict.TOO_SHORT;
    }
    if (matches.isEmpty() || matches.get(0).hits() < FEWEST_HITS) {
      return DetectionVerdict.NONE;
    }
    return matches.get(0).score() >= CERTAIN && !mixed(words, matches, found)
        ? DetectionVerdict.CERTAIN
        : DetectionVerdict.UNCERTAIN;
  }

  private boolean mixed(int words, List<DatasetMatch> matches, int[][] found) {
    if (matches.size() < 2 || matches.get(1).score() < MIXED) {
      return false;
    }
    int best = datasets.indexOf(matches.get(0).dataset());
    int other = datasets.indexOf(matches.get(1).dataset());
    int only = 0;
    for (int[] occurrences : found) {
      only += has(occurrences, other) && !has(occurrences, best) ? 1 : 0;
    }
    return only >= MIXED * words;
  }

  private static boolean has(int[] occurrences, int dataset) {
    for (int occurrence : occurrences) {
      if (occurrence >> 1 == dataset) {
        return true;
      }
    }
    return false;
  }
}
