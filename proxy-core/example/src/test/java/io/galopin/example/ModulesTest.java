package io.galopin.example;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that dependencies between the modules for Java tests go only one way. */
class ModulesTest {

  private static final String CLIENT = "io.galopin.client..";
  private static final String EMBED = "io.galopin.embed..";
  private static final String ASSERTJ = "io.galopin.assertj..";
  private static final String JUNIT = "io.galopin.junit..";

  private static final JavaClasses MODULES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(
              "io.galopin.client", "io.galopin.embed", "io.galopin.assertj", "io.galopin.junit");

  /** Each module, and the modules of Galopin that it may use. */
  @ParameterizedTest
  @CsvSource({
    CLIENT + "," + CLIENT,
    ASSERTJ + "," + CLIENT,
    JUNIT + "," + CLIENT + ";" + EMBED + ";io.galopin.scenario..",
    EMBED
        + ","
        + CLIENT
        + ";io.galopin.api..;io.galopin.engine..;io.galopin.live..;io.galopin.journal.."
        + ";io.galopin.rules..;io.galopin.config..;io.galopin.tls..;io.galopin.plugin.host.."
  })
  void seesOnlyWhatItMay(String module, String seen) {
    String[] allowed = (module + ";" + seen).split(";");

    noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.galopin..").and(not(resideInAnyPackage(allowed))))
        .check(MODULES);
  }

  @ParameterizedTest
  @CsvSource({
    "com.fasterxml.jackson..," + CLIENT,
    "org.assertj..," + ASSERTJ,
    "org.junit..," + JUNIT,
    "io.galopin.shaded..,none.."
  })
  void keepsALibraryWhereItBelongs(String library, String user) {
    noClasses()
        .that()
        .resideOutsideOfPackage(user)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(MODULES);
  }
}
