package org.virowatch.genomics.fasta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class FastaReaderTest {

  @Test
  void splits_the_header_into_name_and_description() {
    FastaRecord record = only(">hCoV-19/England/1/2021 lab 7|2021-03-01\nACGT\nAC\n");

    assertThat(record.name()).isEqualTo("hCoV-19/England/1/2021");
    assertThat(record.description()).isEqualTo("lab 7|2021-03-01");
    assertThat(record.header()).isEqualTo("hCoV-19/England/1/2021 lab 7|2021-03-01");
    assertThat(letters(record)).isEqualTo("ACGTAC");
  }

  @Test
  void keeps_gaps_u_and_foreign_letters_for_the_analyzer_to_judge() {
    assertThat(letters(only(">a\nac-guN*MKV\n"))).isEqualTo("AC-GUN*MKV");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n", " \n", "\t\r\n"})
  void any_line_ending_and_blank_lines_are_tolerated(String end) {
    String text = String.join(end, "", ">a x", "AC", "GT", ">b", "TT", "");

    assertThat(texts(text)).containsExactly("a:ACGT", "b:TT");
  }

  @Test
  void a_byte_order_mark_is_skipped() {
    assertThat(texts("\ufeff>a\nAC")).containsExactly("a:AC");
  }

  @Test
  void names_may_be_unicode_empty_or_repeated() {
    assertThat(texts(">Zürich/größe\nA\n>\nC\n>a\nG\n>a\nT\n"))
        .containsExactly("Zürich/größe:A", ":C", "a:G", "a:T");
  }

  @Test
  void records_without_letters_are_records() {
    assertThat(texts(">a\n>b\nAC\n>c")).containsExactly("a:", "b:AC", "c:");
  }

  @ParameterizedTest
  @CsvSource({"gz", "zst", "xz", "bz2"})
  void compression_is_recognised_by_content(String kind) throws IOException {
    byte[] plain = genomes(40, 5_000);

    List<String> found = texts(compress(kind, plain));

    assertThat(found).isEqualTo(texts(plain)).hasSize(40);
  }

  @ParameterizedTest
  @CsvSource({"gz", "zst", "xz", "bz2"})
  void files_of_several_compressed_members_are_read_to_the_end(String kind) throws IOException {
    byte[] first = compress(kind, ">a\nAC\n".getBytes(UTF_8));
    byte[] second = compress(kind, ">b\nGT\n".getBytes(UTF_8));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    assertThat(texts(both)).containsExactly("a:AC", "b:GT");
  }

  @ParameterizedTest
  @CsvSource({"gz", "zst", "xz", "bz2"})
  void a_truncated_file_gives_its_whole_records_and_then_says_where_it_breaks_off(String kind)
      throws IOException {
    byte[] whole = compress(kind, genomes(400, 2_500));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    List<String> names = new ArrayList<>();

    assertThatThrownBy(
            () -> {
              try (FastaReader reader = reader(half)) {
                reader.forEachRemaining(entry -> names.add(entry.name()));
              }
            })
        .isInstanceOf(SequenceInputException.class)
        .hasMessageContaining("test input breaks off after")
        .hasMessageContaining("truncated or damaged")
        .hasMessageNotContaining("Exception");
    if (!kind.equals("bz2")) { // which decompresses in blocks of 900 kB
      assertThat(names).isNotEmpty();
    }
    assertThat(names.size()).isLessThan(400);
  }

  @ParameterizedTest
  @CsvSource({"gz", "zst", "xz", "bz2"})
  void damaged_compression_is_a_message_and_never_another_exception(String kind)
      throws IOException {
    byte[] whole = compress(kind, genomes(20, 2_000));
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = whole.clone();
      damaged[6 + random.nextInt(whole.length - 6)] ^= (byte) (1 << random.nextInt(8));
      try (FastaReader reader = reader(damaged)) {
        reader.forEachRemaining(entry -> {});
      } catch (SequenceInputException e) {
        assertThat(e.getMessage()).startsWith("test input ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "'\n \r\n'|is empty",
        "<!DOCTYPE html><html>|web page",
        "<html>|web page",
        "'@read1\nACGT\n+\nIIII'|FASTQ",
        "'@HD\tVN:1.6'|SAM",
        "ACGTACGT|does not begin with a '>' header line but with \"ACGTACGT\"",
        "'LOCUS       NC_045512'|GenBank",
        "'#NEXUS'|another format",
        "'{\"error\": 404}'|JSON",
        "'PK\u0003\u0004'|zip archive",
        "'\u0000\u0001\u0002'|binary",
      })
  void what_is_no_fasta_is_named(String text, String message) {
    assertThatThrownBy(() -> reader(text.getBytes(UTF_8)))
        .isInstanceOf(SequenceInputException.class)
        .hasMessageStartingWith("test input ")
        .hasMessageContaining(message);
  }

  @Test
  void a_compressed_web_page_is_named_too() throws IOException {
    byte[] page = compress("gz", "<html>".getBytes(UTF_8));

    assertThatThrownBy(() -> reader(page)).hasMessageContaining("web page");
  }

  @Test
  void utf_16_is_named() {
    byte[] text = ">a\nAC".getBytes(java.nio.charset.StandardCharsets.UTF_16);

    assertThatThrownBy(() -> reader(text)).hasMessageContaining("UTF-16");
  }

  @Test
  void a_record_of_200_million_letters_is_refused_in_little_memory_and_the_next_is_read() {
    long length = 200_000_000;
    InputStream input =
        new SequenceInputStream(
            new SequenceInputStream(
                new ByteArrayInputStream(">chr1 human\n".getBytes(UTF_8)), new Repeated(length)),
            new ByteArrayInputStream("\n>b\nACGT\n".getBytes(UTF_8)));
    try (FastaReader reader = FastaReader.of(input, "test input", 1_000_000)) {
      assertThat(reader.next())
          .isEqualTo(new RefusedFastaRecord("chr1", "human", length, 1_000_000));
      assertThat(((FastaRecord) reader.next()).name()).isEqualTo("b");
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void the_longest_record_accepted_is_of_the_limits_length() {
    byte[] text = ">a\nACGTA\n>b\nACGTAC\n".getBytes(UTF_8);
    try (FastaReader reader = FastaReader.of(new ByteArrayInputStream(text), "test input", 5)) {
      assertThat(reader.next()).isInstanceOf(FastaRecord.class);
      assertThat(reader.next())
          .isInstanceOfSatisfying(
              RefusedFastaRecord.class,
              refused -> assertThat(refused.message()).contains("6 letters", "limit of 5"));
    }
  }

  @Test
  void a_header_without_end_is_refused() {
    byte[] text = (">" + "x".repeat(FastaReader.HEADER_LIMIT + 1)).getBytes(UTF_8);

    assertThatThrownBy(() -> reader(text).next())
        .isInstanceOf(SequenceInputException.class)
        .hasMessageContaining("header line of record 1 is longer");
  }

  @Test
  void wherever_the_buffer_ends_the_records_are_the_same() {
    byte[] text = ">a x\r\nAC\r\nGT\r\n>b\r\n>c y\r\nTTTT".getBytes(UTF_8);
    List<String> whole = texts(text);
    for (int size = 1; size < text.length; size++) {
      try (FastaReader reader = FastaReader.of(new Dribbling(text, size), "test input", 1_000)) {
        assertThat(texts(reader)).as("pieces of %d bytes", size).isEqualTo(whole);
      }
    }
  }

  @Test
  void after_the_last_record_there_is_no_next() {
    FastaReader reader = reader(">a\nA".getBytes(UTF_8));
    reader.next();

    assertThat(reader.hasNext()).isFalse();
    assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void files_that_cannot_be_opened_are_named(@TempDir Path folder) {
    Path missing = folder.resolve("no.fasta");

    assertThatThrownBy(() -> FastaReader.open(missing))
        .hasMessage("There is no file " + missing + "; check the path");
    assertThatThrownBy(() -> FastaReader.open(folder)).hasMessageContaining("is a folder");
  }

  @Test
  void bytes_read_tell_how_far_a_compressed_file_is(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.fasta");
    Files.write(file, compress("gz", genomes(10, 1_000)));
    try (FastaReader reader = FastaReader.open(file)) {
      reader.forEachRemaining(entry -> {});
      assertThat(reader.bytesRead()).isEqualTo(Files.size(file));
    }
  }

  private static FastaReader reader(byte[] bytes) {
    return FastaReader.of(new ByteArrayInputStream(bytes), "test input", FastaReader.DEFAULT_LIMIT);
  }

  private static FastaRecord only(String text) {
    try (FastaReader reader = reader(text.getBytes(UTF_8))) {
      FastaRecord record = (FastaRecord) reader.next();
      assertThat(reader.hasNext()).isFalse();
      return record;
    }
  }

  private static List<String> texts(String text) {
    return texts(text.getBytes(UTF_8));
  }

  private static List<String> texts(byte[] bytes) {
    try (FastaReader reader = reader(bytes)) {
      return texts(reader);
    }
  }

  private static List<String> texts(FastaReader reader) {
    List<String> texts = new ArrayList<>();
    reader.forEachRemaining(entry -> texts.add(entry.name() + ":" + letters((FastaRecord) entry)));
    return texts;
  }

  private static String letters(FastaRecord record) {
    return new String(record.sequence(), UTF_8);
  }

  private static byte[] genomes(int count, int length) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(">genome").append(i).append('\n');
      for (int j = 0; j < length; j++) {
        text.append("ACGT".charAt(random.nextInt(4))).append(j % 60 == 59 ? "\n" : "");
      }
      text.append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] compress(String kind, byte[] plain) throws IOException {
    if (kind.equals("zst")) {
      return Zstd.compress(plain);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (kind) {
          case "gz" -> new GZIPOutputStream(bytes);
          case "xz" -> new XZOutputStream(bytes, new LZMA2Options(1));
          default -> new BZip2CompressorOutputStream(bytes);
        }) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  /** The letter A, very often. */
  private static final class Repeated extends InputStream {
    private long left;

    Repeated(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'A' : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(bytes, offset, offset + count, (byte) 'A');
      left -= count;
      return count;
    }
  }

  /** Gives few bytes at a time, as a slow pipe does. */
  private static final class Dribbling extends ByteArrayInputStream {
    private final int size;

    Dribbling(byte[] bytes, int size) {
      super(bytes);
      this.size = size;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return super.read(bytes, offset, Math.min(length, size));
    }
  }
}
