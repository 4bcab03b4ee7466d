package org.virowatch.ingest.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/**
 * Brings a dataset from a server into the cache: find it, see whether it is there already, fetch
 * its files, check that they are a dataset, keep their checksums, put it in place.
 */
final class DatasetDownload {
  private static final String PATHOGEN = "pathogen.json";

  /** Files for reading by people: a dataset works without them. */
  private static final Set<String> OPTIONAL = Set.of("readme", "changelog", "examples");

  private final DatasetServer server;
  private final DatasetCache cache;

  DatasetDownload(DatasetServer server, DatasetCache cache) {
    this.server = server;
    this.cache = cache;
  }

  /**
   * What came of it.
   *
   * @param dataset which
   * @param tag version
   * @param folder where it lies
   * @param fetched whether it was fetched now; otherwise it was there, and its checksums are right
   * @param bytes size of what was fetched
   * @param notes what else a person should know
   */
  record Result(
      ServedDataset dataset,
      String tag,
      Path folder,
      boolean fetched,
      long bytes,
      List<String> notes) {}

  /**
   * Fetches a dataset unless it is in the cache, whole.
   *
   * @param name path or shortcut
   * @param version tag; null for the newest
   * @throws DatasetFetchException if it cannot be had; the cache is then as it was
   */
  Result get(String name, @Nullable String version) {
    ServedDataset dataset = server.index().find(name, server.address());
    String tag = tag(dataset, version);
    Path folder = cache.versionFolder(dataset, tag);
    List<String> notes = new ArrayList<>();
    if (Files.exists(folder)) {
      Optional<String> fault = Checksums.fault(folder);
      if (fault.isEmpty()) {
        return new Result(dataset, tag, folder, false, 0, notes);
      }
      notes.add(fault.get() + ": fetched again");
    }
    try {
      Path download = cache.startDownload();
      try {
        long bytes = fetch(dataset, tag, download, notes);
        cache.install(download, dataset, tag);
        return new Result(dataset, tag, folder, true, bytes, notes);
      } finally {
        cache.discard(download);
      }
    } catch (IOException e) {
      throw new DatasetFetchException(
          "the cache cannot be written to ("
              + e
              + "); check space and rights, or give another"
              + " folder by --cache",
          e);
    }
  }

  private static String tag(ServedDataset dataset, @Nullable String version) {
    if (version == null || version.equals("latest")) {
      return dataset.latest();
    }
    if (!dataset.tags().contains(version)) {
      throw new DatasetFetchException(
          "dataset "
              + dataset.path()
              + " has no version '"
              + version
              + "'; it has "
              + String.join(", ", dataset.tags()));
    }
    return version;
  }

  private long fetch(ServedDataset dataset, String tag, Path download, List<String> notes)
      throws IOException {
    String place = dataset.path() + "/" + tag;
    byte[] pathogen = required(place, PATHOGEN);
    Map<String, String> files = files(pathogen, place);
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put(PATHOGEN, pathogen);
    for (Map.Entry<String, String> file : files.entrySet()) {
      String fileName = file.getValue();
      if (contents.containsKey(fileName)) {
        continue;
      }
      if (OPTIONAL.contains(file.getKey())) {
        server
            .get(place + "/" + fileName)
            .ifPresentOrElse(
                bytes -> contents.put(fileName, bytes),
                () -> notes.add("the server does not have " + fileName + "; not needed"));
      } else {
        contents.put(fileName, required(place, fileName));
      }
    }
    long total = 0;
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      Path target = download.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
      total += file.getValue().length;
    }
    check(place, download);
    Checksums.write(download, List.copyOf(contents.keySet()));
    return total;
  }

  private byte[] required(String place, String file) {
    return server
        .get(place + "/" + file)
        .orElseThrow(
            () ->
                new DatasetFetchException(
                    server.address()
                        + " has no file "
                        + place
                        + "/"
                        + file
                        + ", which the dataset needs; the version may be incomplete: try another"
                        + " by --version"));
  }

  /** Names of the dataset's files by what they are, as {@code pathogen.json} gives them. */
  private Map<String, String> files(byte[] pathogen, String place) {
    String address = server.address() + "/" + place + "/" + PATHOGEN;
    JsonNode files;
    try {
      files =
          new ObjectMapper().readTree(new String(pathogen, StandardCharsets.UTF_8)).path("files");
    } catch (JsonProcessingException e) {
      throw new DatasetFetchException(address + " is not JSON (" + e.getOriginalMessage() + ")", e);
    }
    if (!files.hasNonNull("reference")) {
      throw new DatasetFetchException(
          address + " names no reference among its files; it is not a Nextclade v3 dataset");
    }
    Map<String, String> names = new LinkedHashMap<>();
    files
        .properties()
        .forEach(
            file -> {
              if (file.getValue().isTextual()) {
                String name = file.getValue().textValue();
                names.put(file.getKey(), DatasetIndex.safe(name, "file name", address));
              }
            });
    return names;
  }

  /** A dataset is put in place only if it can be used. */
  private void check(String place, Path download) {
    try {
      ReferenceDatasets.load(download);
    } catch (DatasetException e) {
      String reason = String.valueOf(e.getMessage()).replace(download.toString(), place);
      throw new DatasetFetchException(
          "what "
              + server.address()
              + " sent for "
              + place
              + " is not a dataset that can be used: "
              + reason
              + "; nothing was kept",
          e);
    }
  }
}
