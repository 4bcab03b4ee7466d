package org.virowatch.stack;

import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Keeps the arrows of ARCHITECTURE.md. This module sees every other one, so all are judged here.
 */
@AnalyzeClasses(packages = "org.virowatch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchRule schemasKnowNobody = knowsOnly("schemas");

  @ArchTest static final ArchRule genomicsKnowsNobody = knowsOnly("genomics");

  @ArchTest
  static final ArchRule surveillanceKnowsOnlySchemas = knowsOnly("surveillance", "schemas");

  @ArchTest
  static final ArchRule ingestKnowsSchemasAndGenomics = knowsOnly("ingest", "schemas", "genomics");

  @ArchTest
  static final ArchRule jobsKnowSchemasAndTheLibraries =
      knowsOnly("jobs", "schemas", "genomics", "surveillance");

  @ArchTest
  static final ArchRule alertingKnowsSchemasAndSurveillance =
      knowsOnly("alerting", "schemas", "surveillance");

  @ArchTest
  static final ArchRule theCoreKnowsNoBrokerAndNoCluster =
      noClasses()
          .that()
          .resideInAnyPackage("org.virowatch.genomics..", "org.virowatch.surveillance..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.flink..", "picocli..");

  @ArchTest
  static final ArchRule onlyTheJobsAndTheStackKnowFlink =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.virowatch.jobs..", "org.virowatch.stack..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule thereAreNoCorridors =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..manager..")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager");

  /** A print stream forgets its failures, so that a full disk would go unnoticed. */
  @ArchTest
  static final ArchRule onlyTheAlertingServicePrintsToStandardOutputItself =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.virowatch.alerting.AlertingService")
          .should()
          .accessField(System.class, "out");

  @ArchTest
  static final ArchRule modulesAreFreeOfCycles =
      slices().matching("org.virowatch.(*)..").should().beFreeOfCycles();

  private static ArchRule knowsOnly(String module, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = "org.virowatch." + module + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = "org.virowatch." + others[i] + "..";
    }
    return classes()
        .that()
        .resideInAPackage(allowed[0])
        .should()
        .onlyDependOnClassesThat(
            or(resideInAnyPackage(allowed), resideOutsideOfPackage("org.virowatch..")));
  }
}
