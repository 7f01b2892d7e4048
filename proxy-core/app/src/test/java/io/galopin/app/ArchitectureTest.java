package io.galopin.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that dependencies between the modules go only one way. */
class ArchitectureTest {

  private static final String API = "io.galopin.api..";
  private static final String ENGINE = "io.galopin.engine..";
  private static final String TLS = "io.galopin.tls..";
  private static final String RULES = "io.galopin.rules..";
  private static final String JOURNAL = "io.galopin.journal..";
  private static final String CONFIG = "io.galopin.config..";
  private static final String LIVE = "io.galopin.live..";
  private static final String PLUGIN_HOST = "io.galopin.plugin.host..";
  private static final String CONTROL = "io.galopin.control..";
  private static final String METRICS = "io.galopin.metrics..";
  private static final String TELEMETRY = "io.galopin.telemetry..";
  private static final String CONSOLE = "io.galopin.app.console..";
  private static final String CLIENT = "io.galopin.app.client..";
  private static final String TESTS = "io.galopin.client..";
  private static final String SCENARIO = "io.galopin.scenario..";
  private static final String APP = "io.galopin.app..";
  private static final String PROTOCOLS = "io.galopin.protocol..";
  private static final String BEHAVIORS = "io.galopin.behavior..";

  private static JavaClasses galopin;

  @BeforeAll
  static void readClasses() {
    galopin =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.galopin")
            .that(not(resideInAnyPackage("io.galopin.testkit..", "io.galopin.testbed..")));
  }

  /** Each module, and the modules of Galopin that it may use besides itself. */
  @ParameterizedTest
  @CsvSource({
    API + "," + API,
    ENGINE + "," + API,
    TLS + "," + API + ";" + ENGINE,
    RULES + "," + API + ";" + ENGINE,
    JOURNAL + "," + API + ";" + ENGINE,
    CONFIG + "," + API + ";" + ENGINE + ";" + RULES + ";" + JOURNAL,
    PLUGIN_HOST + "," + API,
    LIVE + "," + API + ";" + ENGINE + ";" + RULES + ";" + CONFIG,
    CONTROL + "," + API + ";" + ENGINE + ";" + RULES + ";" + JOURNAL + ";" + CONFIG + ";" + LIVE,
    METRICS + "," + API + ";" + ENGINE,
    TELEMETRY + "," + API + ";" + ENGINE + ";" + METRICS,
    TESTS + "," + API,
    SCENARIO + "," + API + ";" + RULES + ";" + TESTS,
    CONSOLE + "," + API,
    CLIENT + "," + API + ";" + CONSOLE,
    PROTOCOLS + "," + API,
    BEHAVIORS + "," + API
  })
  void seesOnlyWhatItMay(String module, String seen) {
    String[] allowed = (module + ";" + seen).split(";");

    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(module)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("io.galopin..").and(not(resideInAnyPackage(allowed))));

    rule.check(galopin);
  }

  @ParameterizedTest
  @CsvSource({
    "org.pf4j..," + API + ";" + PLUGIN_HOST + ";" + PROTOCOLS + ";" + BEHAVIORS,
    "com.typesafe.config..," + RULES + ";" + JOURNAL + ";" + CONFIG + ";" + SCENARIO,
    "org.bouncycastle..,io.galopin.tls.certificate..",
    "picocli..," + APP,
    "ch.qos.logback..," + APP,
    "com.fasterxml.jackson..," + APP + ";" + CONTROL + ";" + JOURNAL + ";" + TESTS + ";" + SCENARIO,
    "io.vertx..," + CONTROL,
    "io.prometheus..," + METRICS,
    "io.opentelemetry..," + TELEMETRY
  })
  void keepsALibraryWhereItBelongs(String library, String users) {
    noClasses()
        .that()
        .resideOutsideOfPackages(users.split(";"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(galopin);
  }

  @Test
  void leavesNettysChannelsToTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ENGINE)
        // The door of the control API, in front of what Vert.x hides.
        .and()
        .haveNameNotMatching("io\\.galopin\\.control\\.Door.*")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty.channel..", "io.netty.bootstrap..", "io.netty.resolver..")
        .check(galopin);
  }

  /** Anything else that changes a running engine would not wait for its turn. */
  @Test
  void leavesChangesToOneModule() {
    noClasses()
        .that()
        .resideInAnyPackage(CONTROL, "io.galopin.embed..")
        // It runs its own engine, which nobody else knows.
        .and()
        .haveNameNotMatching("io\\.galopin\\.embed\\.WarmUp.*")
        .should()
        .callMethodWhere(
            target(owner(type(Proxy.class)))
                .and(target(nameMatching("set.*|become|close")))
                .or(target(owner(type(Engine.class))).and(target(nameMatching("open|become")))))
        .check(galopin);
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    slices().matching("io.galopin.(**)").should().beFreeOfCycles().check(galopin);
  }

  /** Each module, and how many of its classes may depend on each other in a circle. */
  @ParameterizedTest
  @CsvSource({
    API + ",8",
    ENGINE + ",6",
    TLS + ",1",
    RULES + ",8",
    JOURNAL + ",8",
    CONFIG + ",8",
    LIVE + ",2",
    PLUGIN_HOST + ",8",
    CONTROL + ",8",
    METRICS + ",8",
    TELEMETRY + ",8",
    SCENARIO + ",8",
    APP + ",8",
    PROTOCOLS + ",8",
    BEHAVIORS + ",8"
  })
  void hasNoLargeKnots(String module, int most) {
    assertThat(Knots.of(galopin.that(resideInAPackage(module))))
        .as("classes of %s that all depend on each other", module)
        .allSatisfy(knot -> assertThat(knot).hasSizeLessThanOrEqualTo(most));
  }

  @Test
  void looksAtEveryModule() {
    for (String module :
        new String[] {
          API,
          ENGINE,
          TLS,
          RULES,
          JOURNAL,
          CONFIG,
          LIVE,
          PLUGIN_HOST,
          CONTROL,
          METRICS,
          TELEMETRY,
          TESTS,
          SCENARIO,
          CONSOLE,
          CLIENT,
          APP,
          PROTOCOLS,
          BEHAVIORS
        }) {
      assertThat(galopin.that(resideInAnyPackage(module))).as(module).isNotEmpty();
    }
  }
}
