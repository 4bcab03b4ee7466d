package org.virowatch.alerting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.virowatch.alerting",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ALERTING_KNOWS_ONLY_SCHEMAS_AND_SURVEILLANCE =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.virowatch.alerting..",
              "org.virowatch.schemas..",
              "org.virowatch.surveillance..",
              "java..",
              "org.apache.kafka..",
              "com.fasterxml.jackson..",
              "dev.failsafe..",
              "org.slf4j..",
              "org.jspecify..",
              "org.apache.avro..",
              "picocli..");

  @ArchTest
  static final ArchRule CHANNELS_KNOW_NOTHING_OF_DELIVERY =
      noClasses()
          .that()
          .resideInAPackage("..channel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..delivery..", "..follow..", "..config..");

  @ArchTest
  static final ArchRule ONLY_THE_FOLLOWER_AND_THE_TOPIC_READER_KNOW_THE_BROKER =
      noClasses()
          .that()
          .resideInAnyPackage("..channel..", "..delivery..", "..config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");
}
