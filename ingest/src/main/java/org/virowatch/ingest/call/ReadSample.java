package org.virowatch.ingest.call;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of one sample.
 *
 * @param name from the file's name, without ending; no two samples have the same
 * @param files one, or two of a pair of FASTQ
 */
record ReadSample(String name, List<Path> files) {
  private static final Pattern MATE =
      Pattern.compile("(.+?)([_.]R?)([12])((?:_001)?\\.(?:fastq|fq)(?:\\.gz)?)");
  private static final Pattern ENDING =
      Pattern.compile("(?:\\.sorted)?\\.(?:sam|bam|cram|(?:fastq|fq)(?:\\.gz)?)$");

  ReadSample {
    files = List.copyOf(files);
  }

  /**
   * Sorts files into samples, in the order of their first file.
   *
   * @param given as at the prompt, patterns included
   * @throws IllegalArgumentException if a pattern matches nothing or a pair is not of two
   */
  static List<ReadSample> of(List<Path> given) {
    List<List<Path>> groups = new ArrayList<>();
    Map<String, List<Path>> open = new HashMap<>();
    for (Path path : given) {
      if (path.toString().contains(",") && !Files.exists(path)) {
        groups.add(pair(path.toString()));
        continue;
      }
      for (Path file : InputFiles.expand(List.of(path))) {
        Matcher mate = MATE.matcher(file.toString());
        List<Path> partner = null;
        if (mate.matches()) {
          String other = mate.group(3).equals("1") ? "2" : "1";
          partner = open.remove(mate.group(1) + mate.group(2) + other + mate.group(4));
        }
        if (partner != null) {
          partner.add(mate.group(3).equals("1") ? 0 : 1, file);
        } else {
          List<Path> group = new ArrayList<>(List.of(file));
          groups.add(group);
          open.put(file.toString(), group);
        }
      }
    }
    return named(groups);
  }

  private static List<Path> pair(String names) {
    String[] files = names.split(",", -1);
    if (files.length != 2 || files[0].isBlank() || files[1].isBlank()) {
      throw new IllegalArgumentException(
          "--reads takes a pair of FASTQ files as R1,R2, got " + names);
    }
    return List.of(Path.of(files[0].strip()), Path.of(files[1].strip()));
  }

  private static List<ReadSample> named(List<List<Path>> groups) {
    List<ReadSample> samples = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (List<Path> files : groups) {
      String base = String.valueOf(files.get(0).getFileName());
      Matcher mate = MATE.matcher(base);
      String name =
          files.size() == 2 && mate.matches()
              ? mate.group(1)
              : ENDING.matcher(base).replaceFirst("");
      String free = name;
      for (int copy = 2; !taken.add(free); copy++) {
        free = name + "_" + copy;
      }
      samples.add(new ReadSample(free, files));
    }
    return samples;
  }

  /** The files, for messages. */
  String describe() {
    return files.size() == 1 ? files.get(0).toString() : files.get(0) + " and " + files.get(1);
  }
}
