package org.refers.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.annotation.AnnotationFilesViewModel;
import org.refers.app.annotation.AnnotationViewModel;
import org.refers.app.dialog.FileDialogs;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.frame.Answer;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.EventRelay;
import org.refers.app.task.Outcome;
import org.refers.app.task.Work;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnnotationExchangeTest {

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();

    /** One who chose a file, and saw nothing come of it, would take it for written. */
    @Test
    void noFileIsAskedForWhileAnotherIsWrittenAndThatIsSaid() throws Exception {
        BackgroundTasks endless = new BackgroundTasks() {
            @Override
            public <T> RunningWork run(Lane lane, Work<T> work, Outcome<T> outcome) {
                return () -> {
                };
            }
        };
        ErrorReporter errors = new ErrorReporter(new FaultLog(folder.resolve("log")), Texts.english(), endless,
                new EventRelay<>(Runnable::run, notices -> {
                }));
        AnnotationFilesViewModel files = new AnnotationFilesViewModel(
                new AnnotationViewModel(Texts.english(), endless, errors), endless, errors);
        List<List<Answer>> questions = new ArrayList<>();
        List<String> told = new ArrayList<>();
        AnnotationExchange exchange = new AnnotationExchange(Texts.english(), dialogs(), files, questions::add,
                told::add);
        try (Workspace workspace = Workspace.openOrCreate(folder.resolve("w"))) {
            files.open(new Annotations(workspace, Clock.systemUTC()));
            exchange.exportFiles();
            assertEquals(1, questions.size());
            assertEquals(List.of(), told);
            questions.getFirst().getFirst().action().run();
            assertEquals(List.of("annotations.csv"), asked);

            exchange.exportFiles();
            exchange.importFiles();
            assertEquals(1, questions.size());
            assertEquals(List.of("annotations.csv"), asked);
            assertEquals(2, told.size());
            assertTrue(told.getFirst().startsWith("Boxes and labels are still being"), told::toString);
        }
    }

    private FileDialogs dialogs() {
        return new FileDialogs() {
            @Override
            public Optional<Path> chooseFolder(String title) {
                asked.add(title);
                return Optional.empty();
            }

            @Override
            public List<Path> chooseFiles(String title, String kind, List<String> endings) {
                asked.add(title);
                return List.of();
            }

            @Override
            public Optional<Path> chooseFile(String title, String... endings) {
                asked.add(title);
                return Optional.empty();
            }

            @Override
            public Optional<Path> chooseNewFile(String title, String name) {
                asked.add(name);
                return Optional.of(folder.resolve(name));
            }

            @Override
            public void open(Path file) {
                asked.add(file.toString());
            }
        };
    }
}
