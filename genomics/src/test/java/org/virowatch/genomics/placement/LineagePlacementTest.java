package org.virowatch.genomics.placement;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.MutationLabels;
import org.virowatch.genomics.tree.BranchMutation;
import org.virowatch.genomics.tree.CladeAttribute;
import org.virowatch.genomics.tree.PhylogeneticTree;
import org.virowatch.genomics.tree.PhylogeneticTreeBuilder;

class LineagePlacementTest {
  //                                      1234567890
  private static final String REFERENCE = "ACGTACGTAC";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agrees_with_the_plain_definition_on_random_trees_and_genomes(long seed) {
    for (long tree = 0; tree < 25; tree++) {
      RandomForest forest = new RandomForest(seed * 1000 + tree);
      String reference = new String(forest.reference, US_ASCII);
      MutationLabels labels =
          new MutationLabels(Map.of("1A", List.of("x"), "21T", List.of("y")), Map.of());
      LineagePlacement placement = new LineagePlacement(forest.tree, forest.reference, labels);
      PlainPlacement plain = new PlainPlacement(forest.tree, reference);
      for (int i = 0; i < 20; i++) {
        NucleotideCalls genome = forest.genome();

        Placement placed = placement.place(genome);

        int expected = plain.place(genome);
        assertThat(placed.node()).as("node of tree %d, genome %d", tree, i).isEqualTo(expected);
        assertThat(placed.distance()).isEqualTo(plain.distance(expected, genome));
        assertThat(texts(placed.privateMutations()))
            .isEqualTo(plain.privateMutations(expected, genome, Set.of("1A", "21T")));
      }
    }
  }

  @Test
  void the_nearest_node_gives_clade_attributes_and_lineage() {
    PhylogeneticTree tree = tree(node -> node, "A1C", "C2T");

    Placement placed = place(tree, "CTGTACGTAC");

    assertThat(placed.nodeName()).isEqualTo("A1C+C2T");
    assertThat(placed.distance()).isZero();
    assertThat(placed.clade()).isEqualTo("clade of A1C+C2T");
    assertThat(placed.attributes()).containsEntry("lineage", "L.A1C+C2T");
    assertThat(placed.lineage()).isEqualTo("L.A1C+C2T");
    assertThat(placed.knownShare()).isEqualTo(1);
  }

  @Test
  void of_equals_the_one_of_the_higher_prior_is_nearest() {
    PhylogeneticTreeBuilder builder = new PhylogeneticTreeBuilder();
    builder.add(-1).name("root");
    builder.add(0).name("first").mutation(BranchMutation.parse("A1C"));
    builder.add(0).name("likely").prior(-2).mutation(BranchMutation.parse("C2T"));
    builder.add(0).name("last").prior(-2).mutation(BranchMutation.parse("G3T"));

    assertThat(place(builder.build(), "NNNTACGTAC").nodeName()).isEqualTo("likely");
  }

  @Test
  void of_equals_without_priors_the_first_is_nearest() {
    assertThat(place(tree(node -> node, "A1C", "C2T"), "NNGTACGTAC").nodeName()).isEqualTo("root");
  }

  @Test
  void deleted_sites_are_unknown_rather_than_reference() {
    // A genome without the mutated sites must not fall to the root, which has no mutations there.
    PhylogeneticTree tree = tree(node -> node, "G3T", "T8A");

    Placement placed = place(tree, "AC---CGAAC");

    assertThat(placed.nodeName()).isEqualTo("G3T+T8A");
    assertThat(placed.privateMutations().reversions()).isEmpty();
    assertThat(placed.privateMutations().deletions())
        .containsExactly(new Deletion(NucleotideRange.ofOneBasedClosed(3, 5)));
  }

  @Test
  void private_mutations_start_from_the_nodes_state() {
    PhylogeneticTree tree = tree(node -> node, "A1C", "C2T", "G3T");
    MutationLabels labels = new MutationLabels(Map.of("9G", List.of("20A", "20B")), Map.of());

    // Node: C1 T2 T3. Genome: as the reference at 2, another base at 3, new ones at 9 and 10.
    PrivateMutations found =
        new LineagePlacement(tree, REFERENCE.getBytes(US_ASCII), labels)
            .place(calls("CCATACGTGG"))
            .privateMutations();

    assertThat(found.reversions()).isEmpty();
    assertThat(found.unlabelled()).extracting(Object::toString).containsExactly("G3A", "C10G");
    assertThat(found.labelled()).extracting(Object::toString).containsExactly("A9G|20A&20B");
  }

  @Test
  void a_site_that_went_back_to_the_reference_is_a_reversion() {
    PhylogeneticTree tree = tree(node -> node, "A1C C2T G3T T4A");

    PrivateMutations found = place(tree, "CCTAACGTAC").privateMutations();

    assertThat(found.reversions()).extracting(Object::toString).containsExactly("T2C");
    assertThat(found.substitutions()).extracting(Object::toString).containsExactly("T2C");
  }

  @Test
  void a_genome_that_knows_too_few_of_the_telling_sites_has_no_lineage_but_a_node() {
    PhylogeneticTreeBuilder builder = new PhylogeneticTreeBuilder();
    builder.attributes(List.of(new CladeAttribute("lineage", "Lineage", false)));
    builder.add(-1).name("root").attribute("lineage", "A");
    for (int i = 0; i < 9; i++) {
      builder
          .add(0)
          .name("n" + i)
          .mutation(BranchMutation.parse(REFERENCE.charAt(i) + "" + (i + 1) + "N"));
    }
    PhylogeneticTree tree = builder.build();

    Placement unknown = place(tree, "---------C");
    Placement known = place(tree, "A--------C");

    assertThat(unknown.knownShare()).isZero();
    assertThat(unknown.lineage()).isNull();
    assertThat(unknown.nodeName()).isEqualTo("root");
    assertThat(known.knownShare()).isEqualTo(1 / 9.0, within(1e-9));
    assertThat(known.lineage()).isEqualTo("A");
  }

  @Test
  void buffers_are_clean_after_each_genome() {
    PhylogeneticTree tree = tree(node -> node, "A1C", "C2T");
    LineagePlacement placement =
        new LineagePlacement(tree, REFERENCE.getBytes(US_ASCII), MutationLabels.NONE);

    Placement first = placement.place(calls("CTGTACGTAC"));
    placement.place(calls("---------C"));
    placement.place(calls("GGG--CGTAC"));

    assertThat(placement.place(calls("CTGTACGTAC"))).isEqualTo(first);
  }

  private static Placement place(PhylogeneticTree tree, String aligned) {
    return new LineagePlacement(tree, REFERENCE.getBytes(US_ASCII), MutationLabels.NONE)
        .place(calls(aligned));
  }

  private static NucleotideCalls calls(String aligned) {
    return AlignedGenome.calls(REFERENCE.getBytes(US_ASCII), aligned.getBytes(US_ASCII));
  }

  /** A ladder: each node adds the mutations of one text. */
  private static PhylogeneticTree tree(
      Function<PhylogeneticTreeBuilder.Node, PhylogeneticTreeBuilder.Node> more,
      String... branches) {
    PhylogeneticTreeBuilder builder = new PhylogeneticTreeBuilder();
    builder.attributes(List.of(new CladeAttribute("lineage", "Lineage", false)));
    builder.add(-1).name("root").clade("clade of root");
    String name = "";
    for (int i = 0; i < branches.length; i++) {
      name = name.isEmpty() ? branches[i] : name + "+" + branches[i];
      PhylogeneticTreeBuilder.Node node =
          more.apply(builder.add(i))
              .name(name)
              .clade("clade of " + name)
              .attribute("lineage", "L." + name);
      for (String mutation : branches[i].split(" ", -1)) {
        node.mutation(BranchMutation.parse(mutation));
      }
    }
    return builder.build();
  }

  private static Map<String, List<String>> texts(PrivateMutations found) {
    Map<String, List<String>> texts = new TreeMap<>();
    texts.put("reversions", found.reversions().stream().map(Object::toString).toList());
    texts.put("labelled", found.labelled().stream().map(l -> l.substitution().toString()).toList());
    texts.put("unlabelled", found.unlabelled().stream().map(Object::toString).toList());
    texts.put(
        "deletions",
        found.deletions().stream()
            .flatMap(
                deletion ->
                    java.util.stream.IntStream.rangeClosed(
                            deletion.range().oneBasedStart(), deletion.range().oneBasedEnd())
                        .mapToObj(Integer::toString))
            .toList());
    return texts;
  }
}
