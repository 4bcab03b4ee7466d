package org.virowatch.genomics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class GenomicsArchitectureTest {
  private static final JavaClasses GENOMICS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.virowatch");

  @Test
  void genomics_knows_no_broker_no_cluster_and_no_other_module() {
    noClasses()
        .that()
        .resideInAPackage("org.virowatch.genomics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "org.apache.flink..",
            "org.apache.avro..",
            "org.virowatch.schemas..",
            "org.virowatch.surveillance..",
            "org.virowatch.ingest..",
            "org.virowatch.jobs..",
            "org.virowatch.alerting..",
            "org.virowatch.stack..")
        .check(GENOMICS);
  }

  @Test
  void coordinates_know_nobody() {
    classes()
        .that()
        .resideInAPackage("org.virowatch.genomics.coordinate..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.virowatch.genomics.coordinate..", "java..", "org.jspecify..")
        .check(GENOMICS);
  }

  @Test
  void readers_of_files_know_neither_alignment_nor_placement() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.virowatch.genomics.fasta..",
            "org.virowatch.genomics.annotation..",
            "org.virowatch.genomics.tree..",
            "org.virowatch.genomics.lineage..",
            "org.virowatch.genomics.dataset..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.virowatch.genomics.align..",
            "org.virowatch.genomics.call..",
            "org.virowatch.genomics.placement..",
            "org.virowatch.genomics.quality..")
        .check(GENOMICS);
  }

  @Test
  void packages_do_not_know_one_another_in_circles() {
    slices().matching("org.virowatch.genomics.(*)..").should().beFreeOfCycles().check(GENOMICS);
  }
}
