package org.realtimehub.main;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules between modules and packages, of the architecture and of the house style. */
final class ArchitectureTest {

  private static final String ROOT = "org.realtimehub.";

  private static final String[] SERVER =
      packages(
          "bench",
          "config",
          "demo",
          "endpoint",
          "http",
          "stream",
          "main",
          "cli",
          "jwks",
          "page",
          "process",
          "tracing");
  private static final String[] ADMIN = packages("admin");
  private static final String[] WEB = packages("web");

  private static final List<String> NO_PACKAGES =
      List.of("util", "utils", "common", "impl", "model", "manager", "helper", "misc");
  private static final String NO_NAMES = ".*(Impl|Manager|Utils?|Helper)";

  private static final JavaClasses HUB =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.realtimehub");

  private static String[] packages(String... names) {
    return List.of(names).stream().map(name -> ROOT + name + "..").toArray(String[]::new);
  }

  private static String[] both(String[] some, String[] others) {
    return Stream.of(some, others).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void allThreeModules_areLookedAt() {
    Set<String> seen = HUB.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(seen)
        .contains(ROOT + "log", ROOT + "delivery", ROOT + "admin", ROOT + "main", ROOT + "cli")
        .doesNotContain(ROOT + "blackbox");
  }

  @Test
  void theDomain_knowsNoHttp_andNeitherServerNorAdmin() {
    noClasses()
        .that(not(resideInAnyPackage(both(both(SERVER, ADMIN), WEB))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                both(
                    both(both(SERVER, ADMIN), WEB),
                    new String[] {"io.vertx.core.http..", "io.vertx.ext.web.."})))
        .check(HUB);
  }

  @Test
  void theAdminSide_doesNotKnowTheServer() {
    noClasses()
        .that()
        .resideInAnyPackage(ADMIN)
        .should()
        .dependOnClassesThat(resideInAnyPackage(SERVER))
        .check(HUB);
  }

  @Test
  void onlyWhereEverythingIsWired_theAdminSideIsKnown() {
    noClasses()
        .that(not(resideInAnyPackage(both(ADMIN, packages("main")))))
        .should()
        .dependOnClassesThat(resideInAnyPackage(ADMIN))
        .check(HUB);
  }

  @Test
  void whatBothPortsShare_knowsNothingOfTheHub() {
    noClasses()
        .that()
        .resideInAnyPackage(WEB)
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "(**)").and(not(resideInAnyPackage(WEB))))
        .check(HUB);
  }

  /** Accepted: the command line starts a node, and a node knows what the command line asked for. */
  @Test
  void packages_haveNoCycles() {
    slices()
        .matching("org.realtimehub.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(ROOT + "main.NodeRunner", ROOT + "cli.NodeStarter")
        .ignoreDependency(ROOT + "main.Banner", ROOT + "cli.DevelopmentToken")
        .check(HUB);
  }

  @Test
  void names_sayWhatAThingIsFor() {
    for (JavaClass type : HUB) {
      assertThat(List.of(type.getPackageName().split("\\.")))
          .as(type.getName())
          .doesNotContainAnyElementsOf(NO_PACKAGES);
    }
    noClasses().should().haveNameMatching(NO_NAMES).check(HUB);
  }

  /** Accepted: the command that reads a stream pauses on its own thread before it reconnects. */
  @Test
  void nobodyWaitsBySleeping() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "cli.SubscribeCommand")
        .should()
        .callMethodWhere(target(owner(type(Thread.class))).and(target(name("sleep"))))
        .check(HUB);
  }

  @Test
  void logging_isSlf4j_andOnlyTheCommandLinePrints() {
    noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..").check(HUB);
    noClasses()
        .that(not(resideInAnyPackage(packages("cli", "main"))))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(HUB);
  }
}
