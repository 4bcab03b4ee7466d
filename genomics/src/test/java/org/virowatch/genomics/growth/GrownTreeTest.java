package org.virowatch.genomics.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.tree.BranchMutation;
import org.virowatch.genomics.tree.PhylogeneticTree;
import org.virowatch.genomics.tree.PhylogeneticTreeBuilder;

class GrownTreeTest {

  private static final CdsSites NO_CDS = new CdsSites(List.of());
  private static final int LENGTH = 60;

  @Test
  void genomesThatShareMutationsHangOnABranchOfTheirOwn() throws IOException {
    PhylogeneticTree tree = tree("A", "root", "0 A10C a", "0 A20C b");

    GrownTree grown =
        grow(tree, true, genome(0, 0, "A30G", "A40G"), genome(1, 0, "A30G", "A50G", "A55G"));

    assertThat(newick(grown)).isEqualTo("(a:1,b:1,(g0:1,g1:2):1):0;\n");
    GrownNode middle = grown.root().children.get(2);
    assertThat(middle.name).isEqualTo("nextclade__copy_of_g0_for_placement_of_g1_#1");
    assertThat(changes(middle)).containsExactly("A30G");
    assertThat(changes(middle.children.get(1))).containsExactly("A50G", "A55G");
  }

  @Test
  void aGenomeThatLacksAPartOfABranchSplitsIt() throws IOException {
    PhylogeneticTree tree = tree("A", "root", "0 A10C,A11C,A12C a", "0 A20C b");

    // nearest to a, but one of a's mutations is not there
    GrownTree grown = grow(tree, true, genome(0, 1, "C12A", "A40G"));

    assertThat(newick(grown)).isEqualTo("(b:1,(a:1,g0:1):2):0;\n");
    GrownNode middle = grown.root().children.get(1);
    assertThat(changes(middle)).containsExactly("A10C", "A11C");
    assertThat(changes(middle.children.get(0))).containsExactly("A12C");
    assertThat(changes(middle.children.get(1))).containsExactly("A40G");
  }

  @Test
  void aGenomeMovesUpWhereItHasNothingOfTheBranchAndDownWhereItSharesOne() {
    PhylogeneticTree tree = tree("A", "root", "0 A10C a", "0 A20C b", "2 A21C,A22C c");

    GrownTree grown = grow(tree, true, genome(0, 1, "C10A", "A20C", "A21C"));

    GrownNode middle = grown.original(2).children.get(0);
    assertThat(changes(middle)).containsExactly("A21C");
    assertThat(middle.children).extracting(node -> node.name).containsExactly("c", "g0");
    assertThat(changes(middle.children.get(1))).isEmpty();
  }

  @Test
  void withoutTheGreedyBuilderGenomesHangOnTheirNearestNodesAndBesideTips() throws IOException {
    PhylogeneticTree tree = tree("A", "root", "0 A10C a", "0 A20C b", "2 A21C,A22C c");

    GrownTree grown =
        grow(
            tree,
            false,
            genome(0, 0, "A30G", "A40G"),
            genome(1, 0, "A30G"),
            genome(2, 1, "A50G"),
            genome(3, 2, "A21C"));

    assertThat(newick(grown)).isEqualTo("(g1:1,g0:2,(c:2,g3:1):1,(a:0,g2:1):1):0;\n");
  }

  @Test
  void branchingPointsHaveWhatTwoOfTheirNeighboursHave() {
    PhylogeneticTree tree = tree("A", "root", "0 A10C,A11C B:a");

    GrownTree grown = grow(tree, true, genome("B", 0, 1, "C11A"), genome("A", 1, 1, "C10A"));

    GrownNode middle = grown.root().children.get(0);
    assertThat(middle.clade).isEqualTo("B");
    assertThat(middle.cladeLabel).isEqualTo(GrownNode.CladeLabel.SET);
    assertThat(grown.original(1).cladeLabel).isEqualTo(GrownNode.CladeLabel.REMOVED);
  }

  @Test
  void namesThatWouldEndInNewickAreQuoted() throws IOException {
    PhylogeneticTree tree = tree("A", "root", "0 A10C a(1)", "0 A20C it's");

    assertThat(newick(grow(tree, true))).isEqualTo("('a(1)':1,'it''s':1):0;\n");
  }

  /** Whatever is built in where, every node has the letters it had. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyNodeKeepsItsLetters(boolean greedy) {
    Random random = new Random(7);
    int fewer = 0;
    for (int round = 0; round < 200; round++) {
      PhylogeneticTree tree = randomTree(random, round % 4 == 0 ? 60 : 12);
      Map<String, String> expected = new HashMap<>();
      List<String> letters = new ArrayList<>();
      for (int node = 0; node < tree.size(); node++) {
        String above = node == 0 ? "A".repeat(LENGTH) : letters.get(tree.parent(node));
        letters.add(mutated(above, tree.mutations(node)));
        expected.put(tree.name(node), letters.get(node));
      }
      List<Graft> genomes = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String genome = randomGenome(random, letters);
        genomes.add(nearest(i, genome, letters));
        expected.put("g" + i, genome);
      }

      BranchMeasure measure = new BranchMeasure(tree, LENGTH);
      GrownTree grown = GrownTree.of(tree, NO_CDS, measure, genomes, greedy);

      Map<String, String> found = new HashMap<>();
      int steps = walk(grown.root(), "A".repeat(LENGTH), found);
      found.keySet().removeIf(name -> name.startsWith("nextclade__copy"));
      assertThat(found).as("round %d", round).isEqualTo(expected);
      GrownTree bare = GrownTree.of(tree, NO_CDS, measure, List.of(), greedy);
      int onNearest =
          walk(bare.root(), "A".repeat(LENGTH), new HashMap<>())
              + genomes.stream().mapToInt(g -> g.changes().nucleotides().size()).sum();
      assertThat(steps).isLessThanOrEqualTo(onNearest);
      fewer += steps < onNearest ? 1 : 0;
    }
    assertThat(fewer).isEqualTo(greedy ? 200 : 0);
  }

  private static int walk(GrownNode node, String above, Map<String, String> found) {
    StringBuilder letters = new StringBuilder(above);
    SiteChanges changes = node.changes.nucleotides();
    for (int i = 0; i < changes.size(); i++) {
      int site = (int) SiteChanges.site(changes.get(i));
      assertThat(letters.charAt(site)).isEqualTo(SiteChanges.from(changes.get(i)));
      letters.setCharAt(site, SiteChanges.to(changes.get(i)));
    }
    assertThat(found.put(node.name, letters.toString())).as(node.name).isNull();
    int steps = changes.size();
    int tips = 0;
    for (GrownNode child : node.children) {
      assertThat(child.parent).isSameAs(node);
      assertThat(tips(child)).isGreaterThanOrEqualTo(tips);
      tips = tips(child);
      steps += walk(child, letters.toString(), found);
    }
    return steps;
  }

  private static int tips(GrownNode node) {
    return node.isLeaf() ? 1 : node.children.stream().mapToInt(GrownTreeTest::tips).sum();
  }

  private static PhylogeneticTree randomTree(Random random, int size) {
    PhylogeneticTreeBuilder builder = new PhylogeneticTreeBuilder();
    List<String> letters = new ArrayList<>();
    List<Integer> path = new ArrayList<>();
    for (int node = 0; node < size; node++) {
      while (path.size() > 1 && random.nextInt(3) == 0) {
        path.remove(path.size() - 1);
      }
      int parent = path.isEmpty() ? -1 : path.get(path.size() - 1);
      if (size == 60 && node > 0) {
        parent = 0; // a root with many children
      }
      StringBuilder own = new StringBuilder(parent < 0 ? "A".repeat(LENGTH) : letters.get(parent));
      PhylogeneticTreeBuilder.Node added = builder.add(parent).name("n" + node);
      for (int i = random.nextInt(4); i > 0; i--) {
        int site = random.nextInt(LENGTH);
        char to = "ACGT-".charAt(random.nextInt(5));
        if (own.charAt(site) != to) {
          added.mutation(BranchMutation.parse(own.charAt(site) + "" + (site + 1) + to));
          own.setCharAt(site, to);
        }
      }
      letters.add(own.toString());
      path.add(node);
    }
    return builder.build();
  }

  private static String mutated(String above, List<BranchMutation> mutations) {
    StringBuilder letters = new StringBuilder(above);
    mutations.forEach(change -> letters.setCharAt(change.position().zeroBased(), change.to()));
    return letters.toString();
  }

  /** A mixture of two nodes with a few changes of its own from a few sites, so that some agree. */
  private static String randomGenome(Random random, List<String> letters) {
    String a = letters.get(random.nextInt(letters.size()));
    String b = letters.get(random.nextInt(letters.size()));
    int cut = random.nextInt(3) == 0 ? random.nextInt(LENGTH) : LENGTH;
    StringBuilder genome = new StringBuilder(a.substring(0, cut) + b.substring(cut));
    for (int i = random.nextInt(4); i > 0; i--) {
      genome.setCharAt(random.nextInt(10), "ACGT".charAt(random.nextInt(4)));
    }
    return genome.toString();
  }

  private static Graft nearest(int index, String genome, List<String> letters) {
    int nearest = 0;
    SiteChanges fewest = difference(letters.get(0), genome);
    for (int node = 1; node < letters.size(); node++) {
      SiteChanges changes = difference(letters.get(node), genome);
      if (changes.size() < fewest.size()) {
        nearest = node;
        fewest = changes;
      }
    }
    return graft(index, null, nearest, fewest);
  }

  private static SiteChanges difference(String from, String to) {
    SiteChanges.Collector changes = new SiteChanges.Collector();
    for (int i = 0; i < LENGTH; i++) {
      changes.add(i, from.charAt(i), to.charAt(i));
    }
    return changes.changes();
  }

  private static GrownTree grow(PhylogeneticTree tree, boolean greedy, Graft... genomes) {
    return GrownTree.of(tree, NO_CDS, new BranchMeasure(tree, 1), List.of(genomes), greedy);
  }

  private static Graft genome(int index, int nearest, String... mutations) {
    return genome("A", index, nearest, mutations);
  }

  private static Graft genome(String clade, int index, int nearest, String... mutations) {
    SiteChanges.Collector changes = new SiteChanges.Collector();
    for (String text : mutations) {
      BranchMutation mutation = BranchMutation.parse(text);
      changes.add(mutation.position().zeroBased(), mutation.from(), mutation.to());
    }
    return graft(index, clade, nearest, changes.changes());
  }

  private static Graft graft(int index, @Nullable String clade, int nearest, SiteChanges changes) {
    return new Graft(
        index,
        "g" + index,
        nearest,
        changes.size(),
        new BranchChanges(changes, SiteChanges.NONE),
        clade,
        Map.of(),
        "{}");
  }

  /** A tree of nodes such as {@code "0 A10C,A11C B:a"}: parent, mutations, clade and name. */
  private static PhylogeneticTree tree(String clade, String root, String... nodes) {
    PhylogeneticTreeBuilder builder = new PhylogeneticTreeBuilder();
    builder.add(-1).name(root).clade(clade);
    List<Integer> divergence = new ArrayList<>(List.of(0));
    for (String text : nodes) {
      String[] parts = text.split(" ", 3);
      int parent = Integer.parseInt(parts[0]);
      int colon = parts[2].indexOf(':');
      String[] mutations = parts[1].split(",", -1);
      divergence.add(divergence.get(parent) + mutations.length);
      PhylogeneticTreeBuilder.Node node =
          builder
              .add(parent)
              .name(parts[2].substring(colon + 1))
              .clade(colon < 0 ? clade : parts[2].substring(0, colon))
              .divergence(divergence.get(divergence.size() - 1));
      for (String mutation : mutations) {
        node.mutation(BranchMutation.parse(mutation));
      }
    }
    return builder.build();
  }

  private static List<String> changes(GrownNode node) {
    List<String> texts = new ArrayList<>();
    SiteChanges changes = node.changes.nucleotides();
    for (int i = 0; i < changes.size(); i++) {
      long change = changes.get(i);
      texts.add(
          SiteChanges.from(change) + "" + (SiteChanges.site(change) + 1) + SiteChanges.to(change));
    }
    return texts;
  }

  private static String newick(GrownTree tree) throws IOException {
    StringWriter out = new StringWriter();
    NewickTree.write(tree, out);
    return out.toString();
  }
}
