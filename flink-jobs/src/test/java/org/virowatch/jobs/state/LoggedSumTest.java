package org.virowatch.jobs.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.jobs.state.CountArithmetic.COUNTS;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.surveillance.count.StringCounts;

class LoggedSumTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsReadBackIsTheSumOfEverythingWrittenWhereverTheJobWasRestored(long seed)
      throws Exception {
    Random random = new Random(seed);
    Stored stored = new Stored();
    StringCounts expected = new StringCounts();
    StringCounts notWritten = new StringCounts();
    LoggedSum<StringCounts> sum = LoggedSum.at(stored, COUNTS);
    for (int step = 0; step < 3_000; step++) {
      StringCounts change = new StringCounts();
      change.add("name " + random.nextInt(40), random.nextInt(5) - 2);
      if (random.nextInt(200) == 0) {
        change.add(sum.value(stored), -1); // everything is withdrawn
      }
      if (random.nextInt(5) == 0) {
        sum.forget();
      }
      expected.add(change, 1);
      notWritten.add(change, 1);
      sum.add(change);
      if (random.nextInt(3) == 0) {
        sum.write(stored);
        notWritten = new StringCounts();
      }
      if (random.nextInt(20) == 0) {
        sum = LoggedSum.at(stored, COUNTS);
        expected.add(notWritten, -1);
        notWritten = new StringCounts();
      }
      if (random.nextInt(4) == 0) {
        assertThat(sum.value(stored)).isEqualTo(expected);
      }
    }
    assertThat(sum.value(stored)).isEqualTo(expected);
  }

  @Test
  void addingToASumDecodesNothing() throws Exception {
    Stored stored = new Stored();
    LoggedSum<StringCounts> first = LoggedSum.at(stored, COUNTS);
    for (int i = 0; i < 1_000; i++) {
      first.add(one("name " + i));
    }
    first.write(stored);
    LoggedSum<StringCounts> sum = LoggedSum.at(stored, COUNTS);
    sum.add(one("name 0"));
    sum.write(stored);
    assertThat(sum.isDecoded()).isFalse();
    assertThat(stored.additions).hasSize(1);
    assertThat(sum.value(stored).get("name 0")).isEqualTo(2);
  }

  @Test
  void aCheckpointCostsWhatChangedAndNotWhatThereIs() throws Exception {
    Stored stored = new Stored();
    LoggedSum<StringCounts> sum = LoggedSum.at(stored, COUNTS);
    for (int i = 0; i < 10_000; i++) {
      sum.add(one("name " + i));
    }
    sum.write(stored);
    long whole = stored.bytesPut;
    for (int checkpoint = 0; checkpoint < 50; checkpoint++) {
      sum.add(one("name " + checkpoint));
      sum.write(stored);
    }
    assertThat(stored.bytesPut - whole).isLessThan(whole / 50);
  }

  @Test
  void additionsAreDroppedWhenTheyHaveGrownAsLargeAsTheSum() throws Exception {
    Stored stored = new Stored();
    LoggedSum<StringCounts> sum = LoggedSum.at(stored, COUNTS);
    for (int checkpoint = 0; checkpoint < 1_000; checkpoint++) {
      sum.add(one("name " + checkpoint % 30));
      sum.write(stored);
      assertThat(stored.additions).hasSizeLessThanOrEqualTo(LoggedSum.MOST_ADDITIONS);
    }
    assertThat(LoggedSum.at(stored, COUNTS).value(stored)).isEqualTo(sum.value(stored));
  }

  @Test
  void nothingIsLeftOfASumThatCameToZero() throws Exception {
    Stored stored = new Stored();
    LoggedSum<StringCounts> sum = LoggedSum.at(stored, COUNTS);
    sum.add(one("a"));
    sum.write(stored);
    StringCounts back = new StringCounts();
    back.add("a", -1);
    sum.add(back);
    sum.write(stored);
    assertThat(stored.sum).isNull();
    assertThat(stored.additions).isEmpty();
  }

  private static StringCounts one(String name) {
    StringCounts counts = new StringCounts();
    counts.add(name, 1);
    return counts;
  }

  /** Flink's state, on the heap. */
  private static final class Stored implements LoggedSum.Place {
    private byte @Nullable [] sum;
    private final Map<Integer, byte[]> additions = new HashMap<>();
    private long bytesPut;

    @Override
    public byte @Nullable [] sum() {
      return sum;
    }

    @Override
    public void putSum(byte @Nullable [] newSum) {
      sum = newSum;
      bytesPut += newSum == null ? 0 : newSum.length;
    }

    @Override
    public byte @Nullable [] addition(int number) {
      return additions.get(number);
    }

    @Override
    public void putAddition(int number, byte @Nullable [] addition) {
      if (addition == null) {
        additions.remove(number);
      } else {
        additions.put(number, addition);
        bytesPut += addition.length;
      }
    }
  }
}
