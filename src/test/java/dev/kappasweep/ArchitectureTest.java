package dev.kappasweep;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.OpenBlas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The walls of docs/architecture.md. */
final class ArchitectureTest {
    private static final String BASE = "dev.kappasweep.";
    private static final String[] OF_A_TRIAL = Stream.of(
                    "crew", "kernel", "linalg", "regularizer", "nn", "trial", "data", "sampler")
            .map(name -> BASE + name + "..")
            .toArray(String[]::new);
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.kappasweep");
    private static final ArchitecturePage PAGE = ArchitecturePage.read();
    private static final Map<String, Set<String>> USED = used();

    @Test
    void packagesImportWhatThePageSays() {
        SoftAssertions.assertSoftly(all -> PAGE.imports()
                .forEach((name, allowed) -> all.assertThat(imported(name))
                        .as("what %s imports", name)
                        .isEqualTo(allowed)));
    }

    private static Set<String> imported(String name) {
        return USED.getOrDefault(name, Set.of()).stream()
                .filter(used -> used.startsWith(BASE))
                .map(used -> used.substring(BASE.length()))
                .filter(other -> !other.equals(name))
                .collect(Collectors.toSet());
    }

    /** Of each package the names of all that it uses. */
    private static Map<String, Set<String>> used() {
        Map<String, Set<String>> used = new HashMap<>();
        CLASSES.forEach(type -> type.getDirectDependenciesFromSelf()
                .forEach(one -> used.computeIfAbsent(ofPackage(type), name -> new HashSet<>())
                        .add(one.getTargetClass().getPackageName())));
        return used;
    }

    private static String ofPackage(JavaClass type) {
        return type.getPackageName().substring(BASE.length());
    }

    @Test
    void everyPackageIsOnThePage() {
        assertThat(CLASSES.stream().map(ArchitectureTest::ofPackage).distinct())
                .containsExactlyInAnyOrderElementsOf(PAGE.imports().keySet());
    }

    @Test
    void packagesImportOnlyWhatStandsBelowThem() {
        List<String> order = List.copyOf(PAGE.imports().keySet());
        PAGE.imports()
                .forEach((name, allowed) -> assertThat(allowed)
                        .as("what %s imports", name)
                        .allMatch(other -> order.indexOf(other) > order.indexOf(name)));
    }

    @Test
    void librariesStayWhereThePageSays() {
        SoftAssertions.assertSoftly(all -> PAGE.libraries()
                .forEach((library, allowed) -> all.assertThat(users(library))
                        .as("who uses %s", library)
                        .isEqualTo(allowed)));
    }

    private static Set<String> users(String library) {
        return USED.keySet().stream()
                .filter(name -> USED.getOrDefault(name, Set.of()).stream().anyMatch(used -> used.startsWith(library)))
                .collect(Collectors.toSet());
    }

    /** Not by any way: a file is checked in an instant, and by programs that have no results. */
    @Test
    void sweepFilesAreReadWithoutParquet() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "conf..")
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..", "org.apache.spark..", "org.nd4j..")
                .check(CLASSES);
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
                .resideInAnyPackage(BASE + "sweep..", BASE + "kernel..", BASE + "crew..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "jdk.incubator..",
                        BASE + "sweep..",
                        BASE + "kernel..",
                        BASE + "crew..",
                        "org.jspecify..")
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
