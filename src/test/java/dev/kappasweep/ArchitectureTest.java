package dev.kappasweep;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.OpenBlas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls of docs/architecture.md. */
final class ArchitectureTest {
    private static final String BASE = "dev.kappasweep.";
    private static final String[] OF_A_TRIAL = Stream.of("kernel", "linalg", "regularizer", "nn", "trial", "data")
            .map(name -> BASE + name + "..")
            .toArray(String[]::new);
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.kappasweep");

    /** What each package may import of the others, from the top down. */
    private static Map<String, Set<String>> mayImport() {
        Map<String, Set<String>> allowed = new LinkedHashMap<>();
        allowed.put(
                "cli",
                Set.of(
                        "api",
                        "conf",
                        "export",
                        "spark",
                        "report",
                        "figure",
                        "analysis",
                        "results",
                        "gradcheck",
                        "bench",
                        "trial",
                        "weights",
                        "data",
                        "sweep"));
        allowed.put("api", Set.of("conf", "spark", "results", "trial", "data", "sweep"));
        allowed.put("export", Set.of("results", "sweep"));
        allowed.put("conf", Set.of("analysis", "sweep"));
        allowed.put("spark", Set.of("bench", "trial", "results", "weights", "data", "sweep"));
        allowed.put("report", Set.of("figure", "analysis", "results", "sweep"));
        allowed.put("figure", Set.of("analysis", "statistics", "results", "sweep"));
        allowed.put("analysis", Set.of("statistics", "results", "sweep"));
        allowed.put("statistics", Set.of());
        allowed.put("results", Set.of("sweep"));
        allowed.put("bench", Set.of("trial", "nn", "linalg", "kernel", "data", "sweep"));
        allowed.put("trial", Set.of("nn", "regularizer", "linalg", "kernel", "weights", "data", "sweep"));
        allowed.put("gradcheck", Set.of("regularizer", "linalg", "data", "sweep"));
        allowed.put("nn", Set.of("regularizer", "linalg", "kernel", "sweep"));
        allowed.put("regularizer", Set.of("linalg", "kernel"));
        allowed.put("linalg", Set.of("kernel"));
        allowed.put("kernel", Set.of());
        allowed.put("weights", Set.of("sweep"));
        allowed.put("data", Set.of("sweep"));
        allowed.put("sweep", Set.of());
        return allowed;
    }

    @Test
    void packagesImportOnlyWhatTheyMay() {
        Map<String, Set<String>> allowed = mayImport();
        allowed.forEach((name, targets) -> {
            String[] others = allowed.keySet().stream()
                    .filter(other -> !other.equals(name) && !targets.contains(other))
                    .map(other -> BASE + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(BASE + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(CLASSES);
        });
    }

    @Test
    void everyPackageIsInTheMap() {
        Stream<String> packages = CLASSES.stream().map(type -> type.getPackageName());
        assertThat(packages.map(name -> name.substring(BASE.length())).distinct())
                .containsExactlyInAnyOrderElementsOf(mayImport().keySet());
    }

    @Test
    void sparkStaysInItsPackages() {
        stays("org.apache.spark..", "cli", "api", "spark", "results", "analysis");
    }

    @Test
    void nativeMathematicsStaysInItsPackages() {
        stays("org.nd4j..", "linalg", "bench");
        stays("org.bytedeco..", "linalg");
        stays("com.sun.jna..", "linalg");
        stays("jdk.incubator..", "kernel");
    }

    /** Its loops differ between processors, so what is stored does not go through it. */
    @Test
    void openBlasIsCalledInOnePlace() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BASE + "linalg.OpenBlas")
                .and()
                .doNotHaveFullyQualifiedName(BASE + "linalg.OpenBlas$Library")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco.openblas..")
                .check(CLASSES);
    }

    /** It is asked what a machine can do, by benchmarks and {@code doctor}, and what it is called. */
    @Test
    void openBlasMultipliesForBenchmarksOnly() {
        noClasses()
                .that()
                .haveNameNotMatching(".*(StepBenchmark|MachineRates|SiteProbe)")
                .should()
                .callMethod(OpenBlas.class, "multiply", Matrix.class, Matrix.class, Matrix.class)
                .check(CLASSES);
        noClasses().should().callMethod(Matrix.class, "array").check(CLASSES);
    }

    @Test
    void recordsAndKernelsUseTheJdkOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + "sweep..", BASE + "kernel..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "jdk.incubator..", BASE + "sweep..", BASE + "kernel..", "org.jspecify..")
                .check(CLASSES);
    }

    /** What a Java may compute with other last digits than another: StrictMath has these by definition. */
    @Test
    void whatTrialsComputeWithIsExactOnEveryJava() {
        noClasses()
                .that()
                .resideInAnyPackage(OF_A_TRIAL)
                .should()
                .callMethodWhere(target(owner(equivalentTo(Math.class)))
                        .and(target(
                                nameMatching("sin|cos|tan|asin|acos|atan|atan2|exp|expm1|log|log10|log1p|pow|cbrt|hypot"
                                        + "|sinh|cosh|tanh|random"))))
                .check(CLASSES);
    }

    /** A stream's other methods are the JDK's to change; so are the generators that it brings. */
    @Test
    void trialsDrawOnlyWhatTheDocumentedStreamsDefine() {
        noClasses()
                .that()
                .resideInAnyPackage(OF_A_TRIAL)
                .should()
                .callMethodWhere(target(owner(assignableTo(RandomGenerator.class)))
                        .and(target(nameMatching("nextBytes|nextBoolean|nextExponential|ints|longs|doubles"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(RandomGenerator.class)))
                        .and(target(nameMatching("nextLong|nextDouble|nextFloat|nextGaussian")))
                        .and(target(rawParameterTypes(List.of())).negate()))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(RandomGenerator.class)))
                        .and(target(nameMatching("nextInt")))
                        .and(target(rawParameterTypes(List.of())).negate())
                        .and(target(rawParameterTypes(int.class)).negate()))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java[.]util[.](Random|SplittableRandom|random[.]RandomGeneratorFactory)"
                        + "|java[.]util[.]concurrent[.]ThreadLocalRandom")
                .check(CLASSES);
    }

    @Test
    void drawingStaysInFigure() {
        stays("org.jfree..", "figure");
        stays("org.apache.batik..", "figure");
    }

    @Test
    void distributionsStayInStatistics() {
        stays("org.apache.commons.statistics..", "statistics");
    }

    @Test
    void parquetStaysInResults() {
        stays("org.apache.parquet..", "results");
    }

    /** What arrives as bytes is read by readers of a format, never turned into whatever objects it names. */
    @Test
    void nothingDeserialisesObjectsThatTheInputChooses() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java[.]io[.]ObjectInputStream|java[.]beans[.]XMLDecoder"
                        + "|.*[.]SerializationUtils|org[.]yaml[.]snakeyaml[.]constructor[.](Constructor|BaseConstructor)"
                        + "|com[.]fasterxml[.]jackson[.]annotation[.]JsonTypeInfo"
                        + "|com[.]fasterxml[.]jackson[.]databind[.]jsontype[.].*")
                .check(CLASSES);
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("activateDefaultTyping.*|enableDefaultTyping.*")))
                .check(CLASSES);
    }

    /** ND4J brings old copies of Jackson, SnakeYAML and Guava; docs/security.md relies on nobody calling them. */
    @Test
    void shadedLibrariesOfNd4jAreNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.nd4j.shade..")
                .check(CLASSES);
    }

    private static void stays(String library, String... packages) {
        String[] inside = Stream.of(packages).map(name -> BASE + name + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(inside)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.kappasweep.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void noStaticFieldIsAssignedTwice() {
        List<JavaField> mutable = new ArrayList<>();
        CLASSES.forEach(type -> type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .forEach(mutable::add));
        assertThat(mutable).isEmpty();
    }
}
