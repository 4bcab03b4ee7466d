package org.virowatch.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.virowatch.ingest", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule INGEST_KNOWS_ONLY_SCHEMAS_AND_GENOMICS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.virowatch.surveillance..",
              "org.virowatch.jobs..",
              "org.virowatch.alerting..",
              "org.virowatch.stack..",
              "org.apache.flink..");

  @ArchTest
  static final ArchRule READING_SUBMISSIONS_NEEDS_NO_BROKER =
      noClasses()
          .that()
          .resideInAnyPackage("..place..", "..metadata..", "..submission..", "..vocabulary..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "picocli..");

  @ArchTest
  static final ArchRule PLACES_KNOW_NOTHING_OF_SUBMISSIONS =
      classes()
          .that()
          .resideInAPackage("org.virowatch.ingest.place..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.virowatch.ingest.place..",
              "org.virowatch.ingest.vocabulary..");
}
