package org.refers.test;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.refers.app.AppFolders;
import org.refers.model.workspace.Workspace;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Who may know whom. All architecture tests analyse the same classes, so that they are imported once. */
@AnalyzeClasses(packages = "org.refers", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule ROOMS_DEPEND_INWARD = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true).layer("model").definedBy("org.refers.model..").layer("training")
            .definedBy("org.refers.training..").layer("viewer").definedBy("org.refers.viewer..").layer("sample-data")
            .definedBy("org.refers.sampledata..").layer("app").definedBy("org.refers.app..").whereLayer("app")
            .mayNotBeAccessedByAnyLayer().whereLayer("viewer").mayOnlyBeAccessedByLayers("app").whereLayer("training")
            .mayOnlyBeAccessedByLayers("app").whereLayer("sample-data").mayOnlyBeAccessedByLayers("app")
            .because("training must run without a screen, and a screen without knowing how networks learn");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("org.refers.(**)").should().beFreeOfCycles()
            // AppFolders is a record of paths that everyone in app may be handed; it knows nobody.
            .ignoreDependency(alwaysTrue(), type(AppFolders.class))
            .because("packages that need each other can only be understood, tested and moved together");

    @ArchTest
    static final ArchRule ONLY_SCREENS_KNOW_JAVAFX = noClasses().that()
            .resideOutsideOfPackages("org.refers.viewer..", "org.refers.app..").should().dependOnClassesThat()
            .resideInAnyPackage("javafx..", "javax.swing..", "org.controlsfx..", "atlantafx..")
            .because("training must run in a terminal, a test or a server that has no display");

    @ArchTest
    static final ArchRule COMMANDS_DO_NOT_DRAW = noClasses().that().resideInAPackage("org.refers.app.cli..").should()
            .dependOnClassesThat().resideInAnyPackage("javafx..", "org.refers.viewer..")
            .because("a command in a terminal must not load JavaFX, which fails where there is no display");

    @ArchTest
    static final ArchRule AWT_IS_FOR_PIXELS_OF_FILES = noClasses().that()
            .resideOutsideOfPackages("org.refers.model.image..", "org.refers.model.dicom..", "org.refers.app..",
                    "org.refers.viewer..")
            .should().dependOnClassesThat().resideInAnyPackage("java.awt..", "javax.imageio..")
            .because("only the readers and writers of image files need javax.imageio and its rasters; use the model's"
                    + " readers and writers");

    @ArchTest
    static final ArchRule READERS_OF_FILES_OPEN_NO_WINDOW = noClasses().that().resideInAPackage("org.refers.model..")
            .should().dependOnClassesThat().resideInAnyPackage("java.awt", "java.awt.event..", "java.awt.geom..")
            .because("of AWT, reading and writing files needs java.awt.image and nothing else");

    @ArchTest
    static final ArchRule ONLY_NETWORKS_AND_TRAINING_KNOW_TENSORS = noClasses().that()
            .resideOutsideOfPackages("org.refers.model.network..", "org.refers.model.explain..",
                    "org.refers.model.torch..", "org.refers.model.text..", "org.refers.training..")
            .should().dependOnClassesThat().resideInAPackage("ai.djl..")
            .because("an NDArray that reaches a screen or a file format has no owner to close it");

    @ArchTest
    static final ArchRule TEXT_KNOWS_TOKENIZERS_ONLY = noClasses().that().resideInAPackage("org.refers.model.text..")
            .should().dependOnClassesThat().resideInAnyPackage("ai.djl.ndarray..", "ai.djl.nn..", "ai.djl.training..",
                    "ai.djl.engine..", "ai.djl.inference..", "ai.djl.repository..", "ai.djl.pytorch..")
            .because("report text is numbers and strings; tensors begin in the network");

    @ArchTest
    static final ArchRule ONE_PLACE_KNOWS_PYTORCH = noClasses().that()
            .resideOutsideOfPackages("org.refers.model.torch..", "ai.djl..").should().dependOnClassesThat()
            .resideInAPackage("ai.djl.pytorch..")
            .because("what is specific to PyTorch's engine changes with each of its versions");

    @ArchTest
    static final ArchRule STUDIES_ARE_PLAIN_JAVA = classes().that().resideInAPackage("org.refers.model.study..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "java.time..", "java.nio.file..",
                    "org.refers.model.study..", "org.jspecify..")
            .because("every room shares these records");

    @ArchTest
    static final ArchRule ONE_PLACE_KNOWS_SQL = noClasses().that()
            .resideOutsideOfPackages("org.refers.model.workspace..").should().dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
            .because("the workspace's schema may change with its version; ask Workspace");

    @ArchTest
    static final ArchRule VIEWERS_GET_THEIR_PIXELS = noClasses().that().resideInAPackage("org.refers.viewer..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "org.refers.model.dicom..",
                    "org.refers.model.network..", "org.refers.model.torch..", "org.refers.model.store..")
            .orShould().dependOnClassesThat(belongToAnyOf(Workspace.class))
            .because("a widget shows what it is given, such as a workspace's entries; reading files or a database on"
                    + " the JavaFX thread freezes the window");

    @ArchTest
    static final ArchRule VIEW_MODELS_KNOW_NO_CONTROL = noClasses().that().haveSimpleNameEndingWith("ViewModel")
            .should().dependOnClassesThat().resideInAnyPackage("javafx.scene..", "javafx.stage..",
                    "javafx.application..")
            .because("a view-model is tested without a toolkit; keep controls, colours and windows in the view");
}
