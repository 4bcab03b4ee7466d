package org.virowatch.surveillance.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountFilesTest {
  private static final String HEADER = "date\tlocation\tvariant\tsequences\n";

  @TempDir Path folder;

  @Test
  void everyFileWithADateIsWhatWasKnownThen() throws Exception {
    write("seq_counts_2022-01-15.tsv", HEADER + "2022-01-03\tUSA\tDelta\t4\n");
    write(
        "seq_counts_2022-01-01.tsv",
        HEADER + "2022-01-01\tUSA\tDelta\t1.0\n2021-12-30\tSouth Africa\tOmicron 21K\t7\n");
    write("seq_counts_truth.tsv", HEADER + "2022-01-03\tUSA\tDelta\t9\n");
    write("case_counts_2022-01-01.tsv", "date\tlocation\tcases\n");

    List<KnownCounts> known = CountFiles.readFolder(folder);

    assertThat(known)
        .extracting(KnownCounts::asOf)
        .containsExactly(LocalDate.of(2022, 1, 1), LocalDate.of(2022, 1, 15));
    DailyCounts first = known.get(0).counts();
    assertThat(first.locations()).containsExactly("South Africa", "USA");
    assertThat(first.variants()).containsExactly("Delta", "Omicron 21K");
    assertThat(first.firstDay()).isEqualTo("2021-12-30");
    assertThat(first.days()).isEqualTo(3);
    assertThat(first.count(1, 0, 2)).isEqualTo(1);
    assertThat(first.count(0, 1, 0)).isEqualTo(7);
    assertThat(first.total(0, 0)).isEqualTo(7);
    assertThat(first.count(0, 1, 5)).isZero();
  }

  @Test
  void rowsOfOneDayAddUp() throws Exception {
    Path file = write("x.tsv", HEADER + "2022-01-01\tUSA\tother\t2\n2022-01-01\tUSA\tother\t3\n");

    assertThat(CountFiles.read(file).count(0, 0, 0)).isEqualTo(5);
  }

  @Test
  void aTableCanBeCutAndExtended() throws Exception {
    Path file = write("x.tsv", HEADER + "2022-01-01\tUSA\tother\t2\n2022-01-04\tUSA\tother\t3\n");

    DailyCounts cut =
        CountFiles.read(file).between(LocalDate.of(2022, 1, 2), LocalDate.of(2022, 1, 6));

    assertThat(cut.days()).isEqualTo(5);
    assertThat(cut.lastDay()).isEqualTo("2022-01-06");
    assertThat(cut.count(0, 0, 2)).isEqualTo(3);
    assertThat(cut.total(0, 0)).isZero();
  }

  @Test
  void whatCannotBeReadIsNamedWithItsLine() throws Exception {
    Path date =
        write("date.tsv", HEADER + "2022-01-01\tUSA\tother\t2\n2022-02-30\tUSA\tother\t2\n");
    Path negative = write("negative.tsv", HEADER + "2022-01-01\tUSA\tother\t-2\n");
    Path column = write("column.tsv", "date\tlocation\tclade\tsequences\n");
    Path shortRow = write("short.tsv", HEADER + "2022-01-01\tUSA\n");

    assertThatThrownBy(() -> CountFiles.read(date))
        .isInstanceOf(CountFileException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("2022-02-30");
    assertThatThrownBy(() -> CountFiles.read(negative)).hasMessageContaining("\"-2\"");
    assertThatThrownBy(() -> CountFiles.read(column)).hasMessageContaining("\"variant\"");
    assertThatThrownBy(() -> CountFiles.read(shortRow)).hasMessageContaining("line 2");
    assertThatThrownBy(() -> CountFiles.readFolder(folder)).hasMessageContaining("seq_counts_");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
