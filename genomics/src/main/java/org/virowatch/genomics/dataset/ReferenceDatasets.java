package org.virowatch.genomics.dataset;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds and loads reference datasets. */
public final class ReferenceDatasets {

  /** Name of the dataset that ships with Virowatch. */
  public static final String BUILT_IN = "sars-cov-2";

  private static final String RESOURCES = "/org/virowatch/genomics/datasets/" + BUILT_IN;

  /**
   * File of the cache that holds other names of fetched datasets: a name, a tab and the dataset's
   * path on each line.
   */
  public static final String SHORTCUTS = "shortcuts.tsv";

  private ReferenceDatasets() {}

  /** The SARS-CoV-2 dataset that ships with Virowatch. Loaded once. */
  public static ReferenceDataset builtIn() {
    return BuiltIn.DATASET;
  }

  /**
   * Loads a Nextclade v3 dataset.
   *
   * @param folderOrZip a dataset's folder or zip file
   * @throws DatasetException if it cannot be read or is no dataset
   */
  public static ReferenceDataset load(Path folderOrZip) {
    return load(folderOrZip, DatasetOverrides.NONE);
  }

  /**
   * Loads a Nextclade v3 dataset with other files instead of some of its own.
   *
   * @throws DatasetException if it cannot be read or is no dataset
   */
  public static ReferenceDataset load(Path folderOrZip, DatasetOverrides overrides) {
    String label = folderOrZip.toString();
    String fallbackName = fallbackName(folderOrZip);
    if (Files.isDirectory(folderOrZip)) {
      DatasetFiles files = DatasetFiles.in(folderOrZip, label).with(overrides);
      return DatasetLoader.load(files, fallbackName, use -> use.with(files));
    }
    if (!Files.exists(folderOrZip)) {
      throw new DatasetException("There is no dataset at " + folderOrZip + "; check the path");
    }
    return loadArchive(folderOrZip, "/", label, fallbackName, overrides);
  }

  /**
   * Makes a dataset of single files; what is not given is absent, or has Nextclade's defaults.
   *
   * @param files with a reference at least
   * @throws DatasetException if there is no reference, or a file cannot be used
   */
  public static ReferenceDataset of(DatasetOverrides files) {
    Path reference = files.reference();
    if (reference == null) {
      throw new DatasetException("A dataset of single files needs a reference; name one");
    }
    DatasetFiles all = DatasetFiles.of(files, reference.toString());
    return DatasetLoader.load(
        all,
        fallbackName(reference).replaceAll("\\.(fasta|fa|fna)(\\.(gz|zst|xz|bz2))?$", ""),
        use -> use.with(all));
  }

  /**
   * Loads the dataset a person named: a folder or zip of that path if there is one, else the
   * built-in one, else one fetched into the cache before (the newest version of it).
   *
   * @param nameOrPath path of a folder or zip, or a dataset's name such as {@code nextstrain/rsv/a}
   * @param cacheFolder where fetched datasets lie; need not exist
   * @throws DatasetException if nothing of that name is found or it cannot be used
   */
  public static ReferenceDataset resolve(String nameOrPath, Path cacheFolder) {
    return resolve(nameOrPath, cacheFolder, DatasetOverrides.NONE);
  }

  /** The same with other files instead of some of the dataset's own. */
  public static ReferenceDataset resolve(
      String nameOrPath, Path cacheFolder, DatasetOverrides overrides) {
    Optional<Path> path = existing(Path.of(""), nameOrPath);
    if (path.isPresent()) {
      return load(path.get(), overrides);
    }
    if (nameOrPath.equals(BUILT_IN)) {
      return overrides.isEmpty() ? builtIn() : loadBuiltIn(overrides);
    }
    return cached(pathOf(nameOrPath, cacheFolder), cacheFolder)
        .map(folder -> load(folder, overrides))
        .orElseThrow(
            () ->
                new DatasetException(
                    "There is no dataset \""
                        + nameOrPath
                        + "\": no folder or zip has that path, it is not the built-in "
                        + BUILT_IN
                        + ", and it was not fetched into "
                        + cacheFolder
                        + "; fetch it with 'virowatch dataset get "
                        + nameOrPath
                        + "', or give the path of its folder or zip"));
  }

  /** The path of a fetched dataset that is called by a shortcut; any other name as it is. */
  private static String pathOf(String name, Path cacheFolder) {
    Path shortcuts = cacheFolder.resolve(SHORTCUTS);
    if (!Files.exists(shortcuts)) {
      return name;
    }
    try (Stream<String> lines = Files.lines(shortcuts)) {
      return lines
          .filter(line -> line.startsWith(name + "\t"))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElse(name);
    } catch (IOException e) {
      throw new DatasetException(shortcuts + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<Path> cached(String name, Path cacheFolder) {
    Optional<Path> folder = existing(cacheFolder, name);
    if (folder.isEmpty()) {
      return existing(cacheFolder, name + ".zip");
    }
    Path found = folder.get();
    if (!Files.isDirectory(found) || Files.exists(found.resolve(DatasetFiles.PATHOGEN))) {
      return folder;
    }
    // One folder or zip a version, called by the version's tag, which begins with its date.
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(found)) {
      return StreamSupport.stream(versions.spliterator(), false)
          .filter(
              version ->
                  Files.exists(version.resolve(DatasetFiles.PATHOGEN))
                      || version.toString().endsWith(".zip"))
          .max(Comparator.comparing(version -> String.valueOf(version.getFileName())));
    } catch (IOException e) {
      throw new DatasetException(found + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A path below a folder, if a person may have meant one and it is there. */
  private static Optional<Path> existing(Path folder, String name) {
    try {
      Path path = folder.resolve(name);
      return !name.isBlank() && Files.exists(path) ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static ReferenceDataset loadArchive(
      Path archive, String folder, String label, String fallbackName, DatasetOverrides overrides) {
    DatasetAccess access =
        use -> {
          try (FileSystem zip = FileSystems.newFileSystem(archive, (ClassLoader) null)) {
            use.with(DatasetFiles.in(zip.getPath(folder), label).with(overrides));
          }
        };
    try (FileSystem zip = FileSystems.newFileSystem(archive, (ClassLoader) null)) {
      return DatasetLoader.load(
          DatasetFiles.in(zip.getPath(folder), label).with(overrides), fallbackName, access);
    } catch (IOException | RuntimeException e) {
      if (e instanceof DatasetException known) {
        throw known;
      }
      throw new DatasetException(
          label
              + " is neither a folder nor a sound zip ("
              + (e instanceof ProviderNotFoundException ? "no zip at all" : e.getMessage())
              + "); fetch the dataset again",
          e);
    }
  }

  private static String fallbackName(Path path) {
    Path file = path.toAbsolutePath().normalize().getFileName();
    String name = file == null ? "dataset" : file.toString();
    return name.endsWith(".zip") ? name.substring(0, name.length() - ".zip".length()) : name;
  }

  private static ReferenceDataset loadBuiltIn(DatasetOverrides overrides) {
    String label = "built into Virowatch";
    @Nullable URL url =
        ReferenceDatasets.class.getResource(RESOURCES + "/" + DatasetFiles.PATHOGEN);
    if (url == null) {
      throw new DatasetException("Dataset " + label + " is missing from the class path");
    }
    try {
      URI uri = url.toURI();
      if (uri.getScheme().equals("file")) {
        DatasetFiles files =
            DatasetFiles.in(Path.of(uri).resolveSibling(""), label).with(overrides);
        return DatasetLoader.load(files, BUILT_IN, use -> use.with(files));
      }
      // jar:file:/…/genomics.jar!/org/virowatch/…
      String text = uri.getSchemeSpecificPart();
      Path jar = Path.of(URI.create(text.substring(0, text.indexOf("!/")).replace(" ", "%20")));
      return loadArchive(jar, RESOURCES, label, BUILT_IN, overrides);
    } catch (URISyntaxException | RuntimeException e) {
      if (e instanceof DatasetException known) {
        throw known;
      }
      throw new DatasetException("Dataset " + label + " cannot be read from " + url, e);
    }
  }

  private static final class BuiltIn {
    static final ReferenceDataset DATASET = loadBuiltIn(DatasetOverrides.NONE);
  }
}
