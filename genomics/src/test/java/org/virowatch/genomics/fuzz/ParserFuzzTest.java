package org.virowatch.genomics.fuzz;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import org.virowatch.genomics.annotation.AnnotationException;
import org.virowatch.genomics.annotation.Gff3Reader;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.SequenceInputException;
import org.virowatch.genomics.lineage.LineageTable;
import org.virowatch.genomics.lineage.LineageTableException;
import org.virowatch.genomics.lineage.PangoAliases;
import org.virowatch.genomics.tree.AuspiceTreeReader;
import org.virowatch.genomics.tree.TreeException;

/**
 * Hostile bytes end in a value or in an error with a message; never in another exception, and
 * within a bounded time. {@code -Dvirowatch.fuzz=N} tries N in all, {@code -Dvirowatch.seed=S}
 * others.
 */
class ParserFuzzTest {

  /** What a parser may throw. */
  private static final Set<Class<? extends Exception>> REFUSALS =
      Set.of(
          SequenceInputException.class,
          AnnotationException.class,
          TreeException.class,
          DatasetException.class,
          LineageTableException.class);

  private static final String FASTA =
      ">a first\nACGTACGTNNRYACGT\nACGT\n>b\r\nACGT--ACGT\r\n>c\n\n>d\nacgu\n";

  private static final String GFF3 =
      """
      ##gff-version 3
      made.1\t.\tregion\t1\t60\t.\t+\t.\tID=r;Is_circular=true
      made.1\t.\tgene\t1\t12\t.\t+\t.\tID=g;Name=G
      made.1\t.\tmRNA\t1\t12\t.\t+\t.\tID=m;Parent=g
      made.1\t.\tCDS\t1\t6\t.\t+\t0\tID=c;Parent=m;Name=G%2C1
      made.1\t.\tCDS\t7\t12\t.\t+\t0\tID=c;Parent=m;Name=G%2C1
      made.1\t.\tCDS\t20\t31\t.\t-\t0\tID=d;gene=D;product="quoted"
      made.1\t.\tmature_protein_region_of_CDS\t20\t25\t.\t-\t.\tID=p;Name=pep
      made.1\t.\tCDS\t55\t66\t.\t+\t0\tID=w;Name=wrap
      """;

  private static final String TREE =
      """
      {"version": "v2", "meta": {"extensions": {"nextclade": {"clade_node_attrs":
        [{"name": "lineage", "displayName": "L"}], "placement_mask_ranges": [{"begin": 0, "end": 3}],
        "ref_nodes": {"search": [{"name": "x", "criteria": [{"qry": [{"clade": ["A"]}],
        "node": [{"name": ["n"], "searchAlgo": "full"}]}]}]}}}},
       "tree": {"name": "root", "node_attrs": {"clade_membership": {"value": "A"}},
        "children": [{"name": "n", "branch_attrs": {"mutations": {"nuc": ["A1C", "C2-"],
        "G": ["M1V"]}}, "node_attrs": {"lineage": {"value": "B"}, "placement_prior": {"value": -3.2}},
        "children": [{"name": "m"}, {"name": "o", "branch_attrs": {}}]}]}}
      """;

  private static final String LINEAGES =
      "lineage\tparent\tclade\tname\tmutations\tsource\nA\t\tx\troot\t\ts\nA.1\tA\t\t\tA1C C2T\ts\nA.1.2\tA.1\t\t\tG3A\ts\n";

  private static final String ALIASES =
      "{\"A\": \"\", \"XA\": [\"A.1\", \"B.2\"], \"C\": \"B.1.1\"}";

  private static final Map<String, String> DATASET =
      Map.of(
          "pathogen.json",
          """
          {"schemaVersion": "3.0.0", "shortcuts": ["toy"], "version": {"tag": "v1"},
           "alignmentParams": {"minLength": 3, "kmerLength": 5, "gapAlignmentSide": "left",
             "alignmentPreset": "default", "minSeedCover": 0.1},
           "files": {"reference": "reference.fasta", "treeJson": "tree.json"},
           "attributes": {"name": "toy"}, "mutLabels": {"nucMutLabelMap": {"1C": ["x"]}},
           "aaMotifs": [{"name": "m", "motifs": ["N[^P][ST]"], "includeCdses": [{"cds": "E"}]}],
           "phenotypeData": [{"name": "p", "cds": "E", "aaRange": {"begin": 0, "end": 2},
             "data": [{"name": "q", "weight": 1, "locations": {"1": {"V": 0.5, "default": 0}}}]}],
           "qc": {"missingData": {"enabled": true, "missingDataThreshold": 3, "scoreBias": 1},
             "snpClusters": {"enabled": true, "windowSize": 10, "clusterCutOff": 2, "scoreWeight": 5},
             "frameShifts": {"enabled": true, "ignoredFrameShifts": [{"cdsName": "E",
               "codonRange": {"begin": 1, "end": 2}}]}}}
          """,
          "reference.fasta",
          ">ref a toy\nacguACGTACGT\n",
          "genome_annotation.gff3",
          "ref\t.\tgene\t1\t6\t.\t+\t.\tgene=E\n",
          "tree.json",
          """
          {"version": "v2", "meta": {}, "tree": {"name": "root", "children": [{"name": "tip",
            "branch_attrs": {"mutations": {"nuc": ["A1C"]}}}]}}
          """,
          "watchlists/w.tsv",
          "mutation\talias\tpanel\teffect\tsource\nE:M1V\t\tp\tx\ty\nE:L1*\t\t\t\t\n",
          "alias_key.json",
          ALIASES);

  @TempDir Path folder;

  @Test
  void fasta() {
    fuzz("fasta", 20, FASTA.getBytes(StandardCharsets.UTF_8), ParserFuzzTest::readFasta);
  }

  @Test
  void compressedFasta() throws IOException {
    byte[] plain = FASTA.repeat(20).getBytes(StandardCharsets.UTF_8);
    for (byte[] packed : List.of(gzip(plain), Zstd.compress(plain), xz(plain), bzip2(plain))) {
      fuzz("compressed " + (packed[0] & 0xff), 2, packed, ParserFuzzTest::readFasta);
    }
  }

  @Test
  void annotation() {
    fuzz("gff3", 20, bytes(GFF3), input -> Gff3Reader.read(text(input), 60));
  }

  @Test
  void tree() {
    fuzz("tree", 20, bytes(TREE), input -> AuspiceTreeReader.read(new ByteArrayInputStream(input)));
  }

  @Test
  void lineageTable() {
    fuzz("lineages", 10, bytes(LINEAGES), input -> LineageTable.read(text(input)));
  }

  @Test
  void aliases() {
    fuzz("aliases", 10, bytes(ALIASES), input -> PangoAliases.read(text(input)));
  }

  /** One file of a dataset spoilt, the others sound. */
  @Test
  void datasetFiles() throws IOException {
    for (Map.Entry<String, String> file : DATASET.entrySet()) {
      Files.createDirectories(folder.resolve("watchlists"));
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    ReferenceDatasets.load(folder);
    for (String name : new TreeMap<>(DATASET).keySet()) {
      int share = name.equals("pathogen.json") || name.startsWith("watch") ? 4 : 1;
      byte[] sound = bytes(DATASET.get(name));
      fuzz(
          "dataset " + name,
          share,
          sound,
          input -> {
            Files.write(folder.resolve(name), input);
            ReferenceDatasets.load(folder);
          });
      Files.write(folder.resolve(name), sound);
    }
  }

  @Test
  void datasetArchive() throws IOException {
    byte[] sound = zip(DATASET);
    Path file = folder.resolve("toy.zip");
    fuzz(
        "zip",
        2,
        sound,
        input -> {
          Files.write(file, input);
          ReferenceDatasets.load(file);
        });
  }

  /** Found by {@link #lineageTable} and {@link #datasetFiles}. */
  @Test
  void tablesWithColumnsWithoutNamesAreRefused() {
    assertThatThrownBy(() -> LineageTable.read("lineage\t\t\tparent\tmutations\n"))
        .isInstanceOf(LineageTableException.class)
        .hasMessageContaining("no table");
  }

  /** Found by {@link #tree}. */
  @Test
  void aSecondTreeIsRefused() {
    assertThatThrownBy(
            () ->
                AuspiceTreeReader.read(
                    new ByteArrayInputStream(bytes("{\"tree\": {}, \"tree\": {}}"))))
        .isInstanceOf(TreeException.class);
  }

  /** Found by {@link #datasetFiles}. */
  @Test
  void aFileNameWithANulIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("pathogen.json"), "{\"files\": {\"reference\": \"a\\u0000b\"}}");
    assertThatThrownBy(() -> ReferenceDatasets.load(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("no file can be called");
  }

  /** Found by {@link #datasetFiles}: the fault of nesting has no place in the file. */
  @Test
  void aPathogenJsonNestedTooDeepIsRefused() throws IOException {
    Files.writeString(folder.resolve("pathogen.json"), "{\"a\":" + "[".repeat(5000));
    assertThatThrownBy(() -> ReferenceDatasets.load(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("no complete JSON");
  }

  /** Found by {@link #tree}. */
  @Test
  void aTreeInNoUtf8IsRefused() {
    byte[] utf32 = {0, 0, 0, '{', 0x20, 0x1f, 0x5b, 0x7b, 0, 0, 0, '}'};
    assertThatThrownBy(() -> AuspiceTreeReader.read(new ByteArrayInputStream(utf32)))
        .isInstanceOf(TreeException.class);
  }

  private static void fuzz(String name, int percent, byte[] sound, ParserFuzz.Parser parser) {
    ParserFuzz.run(name, percent, sound, REFUSALS, parser);
  }

  private static void readFasta(byte[] input) {
    try (FastaReader reader = FastaReader.of(new ByteArrayInputStream(input), "hostile", 1000)) {
      while (reader.hasNext()) {
        reader.next();
      }
    }
  }

  private static byte[] bytes(@org.jspecify.annotations.Nullable String text) {
    return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        out.putNextEntry(new ZipEntry("toy/" + file.getKey()));
        out.write(bytes(file.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] xz(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options(0))) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] bzip2(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(bytes, 1)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
