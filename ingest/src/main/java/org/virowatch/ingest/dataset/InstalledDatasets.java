package org.virowatch.ingest.dataset;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/**
 * The datasets that are at hand without a server: those of folders a person names, those fetched,
 * and the built-in one, in this order; of each name one, in a folder the newest.
 */
public final class InstalledDatasets {

  private static final String PATHOGEN = "pathogen.json";
  private static final int DEEPEST = 8;

  /** What versions of a dataset are called: they begin with their date. */
  private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*|unreleased");

  private InstalledDatasets() {}

  /**
   * Loads them.
   *
   * @param named folders of datasets, or datasets themselves; they must be usable
   * @param cache folder of fetched datasets; need not exist
   * @param warnings is told of what is passed over: fetched datasets that cannot be used, and those
   *     of a name that came before
   * @throws DatasetException if a dataset named cannot be used
   */
  public static List<ReferenceDataset> load(
      List<Path> named, Path cache, Consumer<String> warnings) {
    List<ReferenceDataset> datasets = new ArrayList<>();
    for (Path folder : named) {
      List<Path> found = below(folder, DEEPEST);
      if (found.isEmpty()) {
        throw new DatasetException(
            "There is no dataset in "
                + folder
                + ": no folder with a "
                + PATHOGEN
                + " and no zip; check the path");
      }
      List<ReferenceDataset> here =
          new ArrayList<>(found.stream().map(ReferenceDatasets::load).toList());
      here.sort(Comparator.comparing(ReferenceDataset::version).reversed()); // stable
      here.forEach(dataset -> add(datasets, dataset, warnings));
    }
    for (Path path : Files.isDirectory(cache) ? below(cache, DEEPEST) : List.<Path>of()) {
      try {
        add(datasets, ReferenceDatasets.load(path), warnings);
      } catch (DatasetException e) {
        warnings.accept(e.getMessage() + "; it is passed over");
      }
    }
    add(datasets, ReferenceDatasets.builtIn(), any -> {}); // meant to be replaced
    return datasets;
  }

  private static void add(
      List<ReferenceDataset> datasets, ReferenceDataset dataset, Consumer<String> warnings) {
    for (ReferenceDataset other : datasets) {
      if (other.name().equals(dataset.name())) {
        warnings.accept(
            "Of two datasets named "
                + dataset.name()
                + ", version "
                + other.version()
                + " is used and version "
                + dataset.version()
                + " is not");
        return;
      }
    }
    datasets.add(dataset);
  }

  /** The datasets at or below a path; of several versions in one folder the newest. */
  private static List<Path> below(Path path, int depth) {
    if (Files.isRegularFile(path) || Files.isRegularFile(path.resolve(PATHOGEN))) {
      return List.of(path);
    }
    List<Path> found = new ArrayList<>();
    List<Path> versions = new ArrayList<>();
    for (Path child : children(path)) {
      String name = String.valueOf(child.getFileName());
      boolean folder = Files.isDirectory(child);
      if (name.startsWith(".") || !(folder || name.toLowerCase(Locale.ROOT).endsWith(".zip"))) {
        continue;
      }
      if (VERSION.matcher(name).matches()
          && (!folder || Files.isRegularFile(child.resolve(PATHOGEN)))) {
        versions.add(child);
      } else if (depth > 0) {
        found.addAll(below(child, depth - 1));
      }
    }
    versions.stream()
        .max(Comparator.comparing(version -> String.valueOf(version.getFileName())))
        .ifPresent(found::add);
    return found;
  }

  private static List<Path> children(Path folder) {
    List<Path> children = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return children;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(children::add);
    } catch (IOException e) {
      throw new DatasetException(folder + " cannot be read: " + e.getMessage(), e);
    }
    children.sort(Comparator.naturalOrder());
    return children;
  }
}
