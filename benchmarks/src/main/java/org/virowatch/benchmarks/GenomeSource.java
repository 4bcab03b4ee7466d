package org.virowatch.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * Genomes to begin with: given ones, the examples of a dataset, or the tips of its tree.
 *
 * @param genomes sequences without gaps
 * @param origin where they come from, in words
 * @param simulated whether none of them was ever sequenced as it stands here
 */
public record GenomeSource(List<byte[]> genomes, String origin, boolean simulated) {
  private static final String EXAMPLES = "sequences.fasta";

  /** Copies the list. */
  public GenomeSource {
    genomes = List.copyOf(genomes);
  }

  /** Genomes of a FASTA file. */
  public static GenomeSource ofFile(Path file) {
    try (FastaReader reader = FastaReader.open(file)) {
      return new GenomeSource(read(reader), String.valueOf(file.getFileName()), false);
    }
  }

  /**
   * The best a dataset itself offers.
   *
   * @param path its folder or zip; null for the built-in one
   */
  public static GenomeSource ofDataset(ReferenceDataset dataset, @Nullable Path path)
      throws IOException {
    Optional<List<byte[]>> examples = path == null ? Optional.empty() : examples(path);
    if (examples.isPresent() && !examples.get().isEmpty()) {
      return new GenomeSource(examples.get(), "the dataset's examples", false);
    }
    if (dataset.tree().isPresent()) {
      return new GenomeSource(
          tips(dataset.tree().get(), dataset.reference()), "the tips of its tree", true);
    }
    return new GenomeSource(List.of(dataset.reference()), "its reference", true);
  }

  private static Optional<List<byte[]>> examples(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return examplesBelow(path);
    }
    try (FileSystem zip = FileSystems.newFileSystem(path, (ClassLoader) null)) {
      return examplesBelow(zip.getPath("/"));
    }
  }

  private static Optional<List<byte[]>> examplesBelow(Path folder) throws IOException {
    Optional<Path> file;
    try (Stream<Path> paths = Files.walk(folder, 2)) {
      file = paths.filter(each -> each.endsWith(EXAMPLES)).findFirst();
    }
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream input = Files.newInputStream(file.get());
        FastaReader reader = FastaReader.of(input, file.get().toString(), 2_000_000)) {
      return Optional.of(read(reader));
    }
  }

  private static List<byte[]> read(FastaReader reader) {
    List<byte[]> genomes = new ArrayList<>();
    while (reader.hasNext()) {
      if (reader.next() instanceof FastaRecord record) {
        genomes.add(withoutGaps(record.sequence(), record.sequence().length));
      }
    }
    return genomes;
  }

  /** The genomes at the tips of a tree: the reference with the changes of every branch above. */
  private static List<byte[]> tips(PhylogeneticTree tree, byte[] reference) {
    List<byte[]> genomes = new ArrayList<>();
    for (int node = 0; node < tree.size(); node++) {
      if (tree.subtreeEnd(node) == node + 1) {
        byte[] genome = reference.clone();
        boolean[] changed = new boolean[genome.length];
        for (int ancestor = node; ancestor >= 0; ancestor = tree.parent(ancestor)) {
          for (int i = tree.firstMutation(ancestor); i < tree.lastMutation(ancestor); i++) {
            int position = tree.mutationPosition(i);
            if (!changed[position]) {
              genome[position] = tree.mutationTo(i);
              changed[position] = true;
            }
          }
        }
        genomes.add(withoutGaps(genome, genome.length));
      }
    }
    return genomes;
  }

  private static byte[] withoutGaps(byte[] letters, int length) {
    byte[] bases = new byte[length];
    int kept = 0;
    for (byte letter : letters) {
      if (letter != '-') {
        bases[kept++] = letter;
      }
    }
    return java.util.Arrays.copyOf(bases, kept);
  }

  /**
   * What was measured on, for a person: how many of the genomes are real and how many simulated.
   */
  String describe(int count) {
    int given = simulated ? 0 : Math.min(count, genomes.size());
    return given == count
        ? String.format(Locale.ROOT, "%d genomes of %s", count, origin)
        : String.format(
            Locale.ROOT,
            "%d simulated genomes, mutated from %d of %s%s",
            count - given,
            genomes.size(),
            origin,
            given == 0 ? "" : ", and these");
  }
}
