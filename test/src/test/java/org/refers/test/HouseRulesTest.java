package org.refers.test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;
import org.refers.app.Launcher;
import org.refers.training.libtorch.TorchLibraries;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

/** Habits that hold in every room. */
@AnalyzeClasses(packages = "org.refers", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule CHANCE_HAS_A_SEED = noClasses().should().callConstructor(Random.class).orShould()
            .callMethod(Math.class, "random").orShould().callMethod(ThreadLocalRandom.class, "current")
            .because("a run must be repeatable: take a seed and pass it on");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS = noClasses().that()
            .resideOutsideOfPackages("org.refers.app.cli..").and().doNotBelongToAnyOf(Launcher.class)
            .should(ACCESS_STANDARD_STREAMS)
            .because("with --json exactly one object may appear on standard output; tell people through Console");

    @ArchTest
    static final ArchRule NO_NETWORK = noClasses().that()
            .doNotHaveFullyQualifiedName("org.refers.training.weights.Download").should().dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "javax.net..").orShould().dependOnClassesThat(
                    belongToAnyOf(Socket.class, URLConnection.class, HttpURLConnection.class))
            .because("studies never leave the machine, and nothing is fetched behind anyone's back");

    @ArchTest
    static final ArchRule DOWNLOADS_ARE_ASKED_FOR = noClasses().that()
            .resideOutsideOfPackage("org.refers.training.weights").and()
            .haveNameNotMatching("org\\.refers\\.app\\.cli\\.WeightsFetchCommand.*").should().dependOnClassesThat()
            .haveFullyQualifiedName("org.refers.training.weights.WeightFetch")
            .because("only the command that names what is fetched may go to the network");

    @ArchTest
    static final ArchRule CUDA_IS_DOWNLOADED_ON_REQUEST = noClasses().that()
            .doNotHaveFullyQualifiedName("org.refers.training.device.MachineProbe").should()
            .callMethod(TorchLibraries.class, "chooseDownload", Path.class)
            .because(
                    "DJL may use the network in the doctor's own process alone, and only when the user asked for it there");

    @ArchTest
    static final ArchRule NO_DESERIALISATION = noClasses().should().dependOnClassesThat(
            belongToAnyOf(ObjectInputStream.class))
            .because("files come from strangers, and Java's deserialisation runs what they hold");

    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal()
            .because("state that belongs to nobody makes tests and runs depend on their order").allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_SINGLETONS = noMethods().that().areStatic().should().haveName("getInstance")
            .because("services are built once in app and handed on").allowEmptyShould(true);

    @ArchTest
    static final ArchRule LOGS_GO_THROUGH_SLF4J = noClasses().that().resideOutsideOfPackages("org.refers.app..")
            .should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
            .because("app alone decides where a log goes and what may be in it");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_ENDS_THE_PROCESS = noClasses().that()
            .resideOutsideOfPackage("org.refers.app.cli..").and().doNotBelongToAnyOf(Launcher.class).should()
            .callMethod(System.class, "exit", int.class).orShould().callMethod(Runtime.class, "exit", int.class)
            .orShould().callMethod(Runtime.class, "halt", int.class)
            .because("a run that is ended from within leaves no checkpoint");

    @ArchTest
    static final ArchRule ONE_WAY_TO_THE_SCREEN = noClasses().that().resideOutsideOfPackage("org.refers.app.task..")
            .should().accessTargetWhere(target("javafx.application.Platform", "runLater"))
            .because("a training step sends many events between two frames: EventRelay sends them in one go");

    @ArchTest
    static final ArchRule WIDGETS_START_NO_THREADS = noClasses().that()
            .resideInAPackage("org.refers.viewer..").should()
            .accessTargetWhere(target("java.lang.Thread", "<init>")).orShould()
            .accessTargetWhere(target("java.lang.Thread", "start")).orShould().dependOnClassesThat()
            .belongToAnyOf(Executors.class)
            .because("a widget shows what it is given; work in the background belongs to app.task");

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes().should(liveInANullMarkedPackage())
            .because("NullAway checks and readers know where null may appear: add @NullMarked to package-info.java");

    /** Calls and method references. */
    private static DescribedPredicate<JavaAccess<?>> target(String type, String member) {
        return DescribedPredicate.describe(type + "." + member, access -> access.getTargetOwner().getName().equals(type)
                && access.getTarget().getName().equals(member));
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " does not"));
                }
            }
        };
    }
}
