package org.virowatch.genomics.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds small datasets for tests, as folders or zips. */
public final class DatasetFolder {
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /** A sound dataset of 12 bases, one coding sequence and a tree of two nodes. */
  public static DatasetFolder sound() {
    return new DatasetFolder()
        .with(
            "pathogen.json",
            """
            {"schemaVersion": "3.0.0", "shortcuts": ["toy"], "version": {"tag": "v1"},
             "files": {"reference": "reference.fasta", "pathogenJson": "pathogen.json",
                       "genomeAnnotation": "genome_annotation.gff3", "treeJson": "tree.json"}}
            """)
        .with("reference.fasta", ">ref a toy\nacguACGTACGT\n")
        .with("genome_annotation.gff3", "ref\t.\tgene\t1\t6\t.\t+\t.\tgene=E\n")
        .with(
            "tree.json",
            """
            {"version": "v2", "meta": {}, "tree": {"name": "root", "children": [
              {"name": "tip", "node_attrs": {"clade_membership": {"value": "A"}},
               "branch_attrs": {"mutations": {"nuc": ["A1C"]}}}]}}
            """);
  }

  public DatasetFolder with(String name, String text) {
    return with(name, text.getBytes(UTF_8));
  }

  public DatasetFolder with(String name, byte[] bytes) {
    files.put(name, bytes);
    return this;
  }

  DatasetFolder without(String name) {
    files.remove(name);
    return this;
  }

  public Path folder(Path folder) {
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A zip whose entries lie below a prefix such as {@code toy/}. */
  Path zip(Path zip, String prefix) {
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        entries.putNextEntry(new ZipEntry(prefix + file.getKey()));
        entries.write(file.getValue());
      }
      return zip;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
