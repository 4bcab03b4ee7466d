package org.virowatch.ingest.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dataset as a server offers it.
 *
 * @param path its name, and its place on the server, such as {@code
 *     nextstrain/rsv/a/EPI_ISL_412866}
 * @param shortcuts other names of it, such as {@code rsv_a}
 * @param title name for people; empty if the server gives none
 * @param latest tag of the newest version
 * @param tags tags of all versions, newest first
 */
public record ServedDataset(
    String path, List<String> shortcuts, String title, String latest, List<String> tags) {

  public ServedDataset {
    shortcuts = List.copyOf(shortcuts);
    tags = List.copyOf(tags);
  }

  /** The path and the shortcuts. */
  List<String> names() {
    List<String> names = new ArrayList<>(shortcuts);
    names.add(0, path);
    return names;
  }

  /** Whether a word stands in any of its names or its title, whatever the case. */
  boolean mentions(String word) {
    return Stream.concat(names().stream(), Stream.of(title))
        .anyMatch(name -> Similarity.folded(name).contains(Similarity.folded(word)));
  }
}
