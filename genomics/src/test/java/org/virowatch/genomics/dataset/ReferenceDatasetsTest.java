package org.virowatch.genomics.dataset;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.annotation.GenomeAnnotation;
import org.virowatch.genomics.coordinate.CodonRange;

class ReferenceDatasetsTest {
  @TempDir private Path folder;

  @Test
  void a_folder_is_a_dataset() {
    ReferenceDataset dataset = ReferenceDatasets.load(DatasetFolder.sound().folder(folder));

    assertThat(dataset.name()).isEqualTo("toy");
    assertThat(dataset.version()).isEqualTo("v1");
    assertThat(dataset.referenceName()).isEqualTo("ref");
    assertThat(new String(dataset.reference(), US_ASCII)).isEqualTo("ACGTACGTACGT");
    assertThat(dataset.annotation().codingSequence("E")).isPresent();
    assertThat(dataset.tree().orElseThrow().clade(1)).isEqualTo("A");
    assertThat(dataset.alignmentParameters()).isEqualTo(AlignmentParameters.DEFAULT);
    assertThat(dataset.qualityParameters().isEmpty()).isTrue();
    assertThat(dataset.watchlists()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "toy/"})
  void a_zip_is_a_dataset_with_or_without_a_folder_in_it(String prefix) {
    Path zip = DatasetFolder.sound().zip(folder.resolve("any.zip"), prefix);

    assertThat(ReferenceDatasets.load(zip).name()).isEqualTo("toy");
  }

  @Test
  void without_shortcut_and_version_it_is_called_by_its_file() {
    Path zip =
        DatasetFolder.sound().with("pathogen.json", "{}").zip(folder.resolve("my|virus.zip"), "");

    ReferenceDataset dataset = ReferenceDatasets.load(zip);

    assertThat(dataset.name()).isEqualTo("my_virus");
    assertThat(dataset.version()).isEqualTo("unversioned");
    assertThat(dataset.tree()).as("files of the usual names are found").isPresent();
  }

  @Test
  void annotation_and_tree_may_be_absent() {
    ReferenceDataset dataset =
        ReferenceDatasets.load(
            DatasetFolder.sound()
                .with("pathogen.json", "{\"files\": {\"reference\": \"reference.fasta\"}}")
                .without("tree.json")
                .without("genome_annotation.gff3")
                .folder(folder));

    assertThat(dataset.tree()).isEmpty();
    assertThat(dataset.annotation()).isEqualTo(GenomeAnnotation.EMPTY);
    assertThat(dataset.lineageParents()).isEmpty();
  }

  @Test
  void files_may_be_compressed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(">ref\nACGTACGTACGT".getBytes(US_ASCII));
    }

    assertThat(
            ReferenceDatasets.load(
                    DatasetFolder.sound()
                        .with("reference.fasta", bytes.toByteArray())
                        .folder(folder))
                .length())
        .isEqualTo(12);
  }

  @Test
  void with_a_qc_section_frame_shifts_and_stops_are_looked_at_unless_switched_off() {
    QualityParameters quality =
        ReferenceDatasets.load(
                DatasetFolder.sound()
                    .with(
                        "pathogen.json",
                        """
                        {"qc": {"missingData": {"missingDataThreshold": 100},
                                "mixedSites": {"enabled": true, "mixedSitesThreshold": 4},
                                "frameShifts": {"ignoredFrameShifts":
                                  [{"geneName": "E", "codonRange": {"begin": 26, "end": 122}}]},
                                "stopCodons": {"enabled": false}}}
                        """)
                    .folder(folder))
            .qualityParameters();

    assertThat(quality.missingData()).isEmpty();
    assertThat(quality.stopCodons()).isEmpty();
    assertThat(quality.mixedSites()).contains(new QualityParameters.MixedSites(4));
    assertThat(quality.frameShifts().orElseThrow())
        .isEqualTo(
            new QualityParameters.FrameShifts(
                java.util.List.of(
                    new QualityParameters.KnownFrameShift("E", new CodonRange(26, 122))),
                75));
  }

  @Test
  void a_preset_is_the_ground_for_the_datasets_own_values() {
    AlignmentParameters parameters =
        ReferenceDatasets.load(
                DatasetFolder.sound()
                    .with(
                        "pathogen.json",
                        "{\"alignmentParams\": {\"alignmentPreset\": \"short-sequences\","
                            + " \"minLength\": 40}}")
                    .folder(folder))
            .alignmentParameters();

    assertThat(parameters.minLength()).isEqualTo(40);
    assertThat(parameters.kmerDistance())
        .isEqualTo(AlignmentParameters.SHORT_SEQUENCES.kmerDistance());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reference.fasta|''|reference.fasta is empty",
        "reference.fasta|<html>|reference.fasta is a web page",
        "reference.fasta|'>a\nAC\n>b\nGT'|it holds several sequences, a and b among them",
        "reference.fasta|'>a\nACGTX'|letter 5 of the reference is 'X', no nucleotide",
        "reference.fasta|'>a\n'|the reference has no bases",
        "genome_annotation.gff3|'ref\t.\tgene\t1\t99\t.\t+\t.\tgene=E'|genome_annotation.gff3: line 1: E lies at 1-99, outside the reference of 12 bases",
        "tree.json|{\"tree\": {\"name\": |tree.json: it is no complete JSON (line 1)",
        "tree.json|{}|tree.json: it is no Auspice JSON v2: it has no \"tree\"",
        "tree.json|[]|tree.json: it is no Auspice JSON v2",
        "tree.json|'{\"tree\": {\"name\": \"n\", \"branch_attrs\": {\"mutations\": {\"nuc\": [\"G1C\"]}}}}'|tree.json: mutation G1C of node n starts from G where its parent has A",
        "tree.json|'{\"tree\": {\"name\": \"n\", \"branch_attrs\": {\"mutations\": {\"nuc\": [\"A13C\"]}}}}'|mutation A13C of node n lies outside the reference of 12 bases",
        "tree.json|'{\"tree\": {\"name\": \"n\", \"branch_attrs\": {\"mutations\": {\"nuc\": [\"nonsense\"]}}}}'|node n: \"nonsense\" is no nucleotide mutation",
        "pathogen.json|{|pathogen.json: it is no complete JSON (line 1)",
        "pathogen.json|[]|pathogen.json: it is no JSON object",
        "pathogen.json|{\"files\": {\"reference\": \"ref.fa\"}}|has no file ref.fa, which its pathogen.json names",
        "pathogen.json|{\"files\": {\"reference\": \"../../x\"}}|names the file ../../x, which lies outside of it",
        "pathogen.json|{\"files\": {\"reference\": \"/etc/hostname\"}}|names the file /etc/hostname, which lies outside of it",
        "pathogen.json|{\"alignmentParams\": {\"minLength\": \"many\"}}|pathogen.json: alignmentParams.minLength is \"many\", not a whole number from 0",
        "pathogen.json|{\"alignmentParams\": {\"minLength\": -1}}|alignmentParams.minLength is -1, not a whole number from 0",
        "pathogen.json|{\"alignmentParams\": {\"gapAlignmentSide\": \"up\"}}|alignmentParams.gapAlignmentSide is \"UP\", not left or right",
        "pathogen.json|{\"alignmentParams\": {\"minSeeds\": 10}}|alignmentParams.minSeeds is a parameter of Nextclade 2",
        "pathogen.json|{\"qc\": {\"stopCodons\": {\"ignoredStopCodons\": [{\"codon\": 3}]}}}|qc.stopCodons.ignoredStopCodons[0].cdsName is {\"codon\":3}, not the name of a coding sequence",
        "pathogen.json|{\"qc\": []}|pathogen.json: qc is [], not an object",
      })
  void a_broken_file_is_told_with_its_place(String file, String content, String message) {
    Path dataset = DatasetFolder.sound().with(file, content).folder(folder);

    assertThatThrownBy(() -> ReferenceDatasets.load(dataset))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("Dataset " + dataset)
        .hasMessageContaining(message);
  }

  @Test
  void a_missing_file_is_told() {
    Path dataset = DatasetFolder.sound().without("tree.json").folder(folder);

    assertThatThrownBy(() -> ReferenceDatasets.load(dataset))
        .hasMessageContaining("has no file tree.json, which its pathogen.json names");
  }

  @Test
  void what_is_no_dataset_is_told() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello");

    assertThatThrownBy(() -> ReferenceDatasets.load(folder))
        .hasMessageContaining("is no Nextclade v3 dataset: it has no pathogen.json");
    assertThatThrownBy(() -> ReferenceDatasets.load(text))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("neither a folder nor a sound zip (no zip at all)");
    assertThatThrownBy(() -> ReferenceDatasets.load(folder.resolve("nowhere")))
        .hasMessageContaining("There is no dataset at");
  }

  @Test
  void a_truncated_zip_is_told() throws IOException {
    Path zip = DatasetFolder.sound().zip(folder.resolve("toy.zip"), "");
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> ReferenceDatasets.load(zip))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("neither a folder nor a sound zip");
  }

  @Test
  void a_zip_with_names_that_climb_out_is_refused_and_writes_nothing() {
    Path zip =
        DatasetFolder.sound().with("../escaped.txt", "x").zip(folder.resolve("evil.zip"), "");

    assertThatThrownBy(() -> ReferenceDatasets.load(zip)).isInstanceOf(DatasetException.class);
    assertThat(folder.resolveSibling("escaped.txt")).doesNotExist();
  }

  @Test
  void a_small_zip_cannot_fill_the_memory() {
    Path zip =
        DatasetFolder.sound()
            .with("pathogen.json", new byte[70 << 20])
            .zip(folder.resolve("bomb.zip"), "");

    assertThatThrownBy(() -> ReferenceDatasets.load(zip))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("pathogen.json cannot be read (larger than 64 MiB uncompressed)");
  }

  @Test
  void a_table_of_lineages_stands_in_for_the_tree() {
    ReferenceDataset dataset =
        ReferenceDatasets.load(
            DatasetFolder.sound()
                .with("pathogen.json", "{}")
                .without("tree.json")
                .with(
                    "lineages.tsv",
                    """
                    lineage\tparent\tclade\tname\tmutations\tsource
                    L.1\tL\t20A\tBeta\tC2T 5-6\tx
                    L\t\t\t\tA1C\tx
                    """)
                .folder(folder));

    assertThat(dataset.tree().orElseThrow().size()).isEqualTo(3);
    assertThat(dataset.tree().orElseThrow().mutations(2))
        .extracting(Object::toString)
        .containsExactly("C2T", "A5-", "C6-");
    assertThat(dataset.lineageParents()).containsOnly(java.util.Map.entry("L.1", "L"));
  }

  @Test
  void watchlists_are_read_from_their_folder() {
    ReferenceDataset dataset =
        ReferenceDatasets.load(
            DatasetFolder.sound()
                .with("watchlists/b.tsv", "mutation\tpanel\nE:A1V\tdrug\n")
                .with("watchlists/a.tsv", "mutation\nE:A1T\n")
                .with("watchlists/readme.md", "no list")
                .folder(folder));

    assertThat(dataset.watchlists()).extracting(Watchlist::name).containsExactly("a", "b");
    assertThat(dataset.watchlists().get(1).entries())
        .containsExactly(new Watchlist.Entry("E:A1V", "", "drug", "", ""));
  }

  @Test
  void a_fetched_dataset_is_found_by_name_in_its_newest_version() {
    DatasetFolder dataset = DatasetFolder.sound();
    Path named = folder.resolve("nextstrain").resolve("toy");
    dataset.folder(named.resolve("2024-01-01--00-00-00Z"));
    dataset
        .with("pathogen.json", "{\"version\": {\"tag\": \"newer\"}}")
        .folder(named.resolve("2025-01-01--00-00-00Z"));

    assertThat(ReferenceDatasets.resolve("nextstrain/toy", folder).version()).isEqualTo("newer");
  }

  @Test
  void an_unknown_name_is_told_with_the_remedy() {
    assertThatThrownBy(() -> ReferenceDatasets.resolve("nextstrain/rsv/c", folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("There is no dataset \"nextstrain/rsv/c\"")
        .hasMessageContaining("virowatch dataset get nextstrain/rsv/c");
  }
}
