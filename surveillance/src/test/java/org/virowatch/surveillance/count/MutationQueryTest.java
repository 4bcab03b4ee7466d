package org.virowatch.surveillance.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MutationQueryTest {
  private static final List<String> NAMES = names();

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("ins_22204:GAG", "S:ins_214:EPE", "odd name"));
    for (int site = 1; site <= 40; site++) {
      names.add("A" + site + "C");
      names.add("A" + site + "-");
      names.add("S:N" + site + "K");
    }
    return names;
  }

  /** As asking for one mutation after the other, whichever of both there are more of. */
  @Test
  void findsWhatAskingForEachFinds() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      MutationCounts counts = new MutationCounts();
      for (String name : some(random)) {
        counts.add(name, random.nextInt(5) - 1);
      }
      List<String> asked = some(random);
      Map<String, Long> expected = new HashMap<>();
      for (String name : asked) {
        if (counts.get(name) != 0) {
          expected.put(name, counts.get(name));
        }
      }

      MutationQuery query = new MutationQuery(asked);
      Map<String, Long> found = new HashMap<>();
      counts.find(query, (number, count) -> found.merge(asked.get(number), count, Long::sum));

      assertThat(query.size()).isEqualTo(asked.size());
      assertThat(found).isEqualTo(expected);
    }
  }

  private static List<String> some(Random random) {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    return names.subList(0, random.nextInt(names.size()));
  }
}
