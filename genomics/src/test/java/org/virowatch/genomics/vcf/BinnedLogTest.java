package org.virowatch.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinnedLogTest {

  @TempDir private Path folder;

  @Test
  void binsGiveBackWhatWasPutIntoThem() throws IOException {
    Random random = new Random(3);
    List<ByteArrayOutputStream> expected = new ArrayList<>();
    try (BinnedLog log = new BinnedLog(5, folder)) {
      for (int bin = 0; bin < 5; bin++) {
        expected.add(new ByteArrayOutputStream());
      }
      byte[] bytes = new byte[70_000];
      for (int i = 0; i < 3_000; i++) {
        random.nextBytes(bytes);
        int bin = random.nextInt(4); // the last stays empty
        int length = random.nextInt(random.nextInt(50) == 0 ? bytes.length : 40);
        log.append(bin, bytes, length);
        expected.get(bin).write(bytes, 0, length);
      }
      for (int bin = 0; bin < 5; bin++) {
        assertThat(log.read(bin)).isEqualTo(expected.get(bin).toByteArray());
      }
    }
  }

  @Test
  void namesThatAreTakenGetTheNextFreeNumber() {
    DistinctNames names = new DistinctNames();
    List<String> given = new ArrayList<>();
    for (String name : List.of("a", "b", "a_2", "a", "a", "b", "a_2")) {
      given.add(names.of(name));
    }
    assertThat(given).containsExactly("a", "b", "a_2", "a_3", "a_4", "b_2", "a_2_2");
    for (int i = 0; i < 5_000; i++) {
      assertThat(names.of("n" + i)).isEqualTo("n" + i);
    }
  }
}
