package org.virowatch.surveillance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.virowatch.surveillance",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_ONLY_SCHEMAS_AND_PLAIN_LIBRARIES =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.virowatch.surveillance..",
              "org.virowatch.schemas..",
              "com.fasterxml.jackson..",
              "org.apache.avro..",
              "org.apache.commons..",
              "org.ejml..",
              "org.jspecify.annotations..",
              "java..");

  @ArchTest
  static final ArchRule PACKAGES_DO_NOT_DEPEND_ON_EACH_OTHER_IN_CIRCLES =
      slices().matching("org.virowatch.surveillance.(*)..").should().beFreeOfCycles();
}
