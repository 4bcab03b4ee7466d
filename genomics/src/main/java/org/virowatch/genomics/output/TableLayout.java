package org.virowatch.genomics.output;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.dataset.AminoAcidMotif;
import org.virowatch.genomics.dataset.Phenotype;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.TreeComparer;
import org.virowatch.genomics.tree.CladeAttribute;
import org.virowatch.genomics.tree.NodeSearch;

/**
 * The columns of a dataset's table in Nextclade's order: the fixed ones by category; attributes,
 * phenotypes and motifs, each in the reverse of the dataset's order as Nextclade has had them since
 * 3.9, behind {@code clade}; founders and nodes searched for behind {@code missing}; and the two of
 * our own at the end.
 */
final class TableLayout {

  private final Map<ColumnCategory, List<Column>> fixed = new EnumMap<>(ColumnCategory.class);
  private final List<Column> dynamic = new ArrayList<>();
  private final List<Column> founders = new ArrayList<>();
  private final List<Column> searched = new ArrayList<>();

  private TableLayout(ReferenceDataset dataset) {
    fixed.put(ColumnCategory.GENERAL, GenomeColumns.general(dataset));
    fixed.put(ColumnCategory.REF_MUTS, GenomeColumns.mutations());
    fixed.put(ColumnCategory.PRIV_MUTS, PrivateColumns.nucleotides());
    fixed.put(ColumnCategory.PRIV_AA_MUTS, PrivateColumns.aminoAcids());
    List<Column> quality = new ArrayList<>(GenomeColumns.unknown());
    quality.add(GenomeColumns.overallScore());
    quality.add(GenomeColumns.overallStatus());
    quality.addAll(QualityColumns.rules());
    fixed.put(ColumnCategory.QC, quality);
    fixed.put(ColumnCategory.PRIMERS, GenomeColumns.primers());
    fixed.put(ColumnCategory.ERRS_WARNS, GenomeColumns.failures(dataset));
    List<CladeAttribute> attributes =
        dataset.tree().map(tree -> tree.cladeAttributes()).orElse(List.of());
    attributes.forEach(attribute -> prepend(TraitColumns.attribute(attribute.name()), 0));
    int from = dynamic.size();
    for (Phenotype phenotype : dataset.phenotypes()) {
      prepend(TraitColumns.phenotype(phenotype.name()), from);
    }
    from = dynamic.size();
    for (AminoAcidMotif motif : dataset.motifs()) {
      prepend(TraitColumns.motif(motif.name()), from);
    }
    founders.addAll(PrivateColumns.founder(TreeComparer.CLADE));
    for (CladeAttribute attribute : attributes) {
      if (!attribute.skipAsReference()) {
        founders.addAll(PrivateColumns.founder(attribute.name()));
      }
    }
    for (NodeSearch search : dataset.tree().map(tree -> tree.searches()).orElse(List.of())) {
      searched.addAll(PrivateColumns.searched(search.displayName()));
    }
  }

  private void prepend(Column column, int from) {
    dynamic.add(from, column);
  }

  /**
   * The columns to write.
   *
   * @throws IllegalArgumentException if the selection names a column that there is not
   */
  static List<Column> columns(ReferenceDataset dataset, ColumnSelection selection) {
    selection.requireKnown(names(dataset));
    return new TableLayout(dataset).select(selection);
  }

  /**
   * The columns to write of those that every dataset has: without attributes, phenotypes, motifs,
   * nodes searched for, and founders of anything but the clade.
   */
  static List<Column> common(ReferenceDataset dataset, ColumnSelection selection) {
    TableLayout layout = new TableLayout(dataset);
    layout.dynamic.clear();
    layout.searched.clear();
    layout.founders.clear();
    layout.founders.addAll(PrivateColumns.founder(TreeComparer.CLADE));
    return layout.select(selection);
  }

  /** Names of all columns of a dataset. */
  static List<String> names(ReferenceDataset dataset) {
    return new TableLayout(dataset).all().stream().map(Column::name).distinct().toList();
  }

  private List<Column> all() {
    List<Column> all = new ArrayList<>();
    fixed.values().forEach(all::addAll);
    all.addAll(dynamic);
    all.addAll(founders);
    all.addAll(searched);
    all.addAll(TraitColumns.own());
    return all;
  }

  private List<Column> select(ColumnSelection selection) {
    Map<String, Column> chosen = new LinkedHashMap<>();
    fixed.forEach(
        (category, columns) -> {
          for (Column column : columns) {
            if (selection.has(category) || selection.names().contains(column.name())) {
              chosen.putIfAbsent(column.name(), column);
            }
          }
        });
    List<Column> columns = new ArrayList<>(chosen.values());
    insert(columns, GenomeColumns.CLADE, pick(dynamic, ColumnCategory.DYNAMIC, selection));
    insert(columns, "missing", pick(searched, ColumnCategory.REL_MUTS, selection));
    insert(columns, "missing", pick(founders, ColumnCategory.CLADE_FOUNDER_MUTS, selection));
    for (Column own : pick(TraitColumns.own(), ColumnCategory.VIROWATCH, selection)) {
      if (columns.stream().noneMatch(column -> column.name().equals(own.name()))) {
        columns.add(own); // the built-in dataset has a clade-like attribute called lineage
      }
    }
    return columns;
  }

  private static List<Column> pick(
      List<Column> columns, ColumnCategory category, ColumnSelection selection) {
    return columns.stream()
        .filter(column -> selection.has(category) || selection.names().contains(column.name()))
        .toList();
  }

  /** Behind the column of that name, or at the end if it is not written. */
  private static void insert(List<Column> columns, String after, List<Column> more) {
    int index = columns.size();
    for (int i = 0; i < columns.size(); i++) {
      index = columns.get(i).name().equals(after) ? i + 1 : index;
    }
    columns.addAll(index, more);
  }
}
