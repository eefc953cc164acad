package org.refers.app.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.Notice;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.EventRelay;
import org.refers.app.task.Outcome;
import org.refers.app.task.Work;
import org.refers.app.task.WorkProgress;
import org.refers.model.image.RadiographException;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.StudyEntry;
import org.refers.viewer.hanging.HangingLayout;
import org.refers.viewer.hanging.PaneContent;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.refers.app.study.Entries.study;

/** Reads come when the test lets them: late ones must not overwrite what was chosen since. */
class HangingViewModelTest {

    @TempDir
    private Path folder;

    private final StudyEntry first = study(1, ViewPosition.PA);
    private final StudyEntry second = study(2, ViewPosition.PA, ViewPosition.LATERAL);
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    private final class LaterTasks implements BackgroundTasks {

        @Override
        public <T> RunningWork run(Lane lane, Work<T> work, Outcome<T> outcome) {
            waiting.add(() -> {
                try {
                    outcome.done().accept(work.run(new WorkProgress() {
                        @Override
                        public void at(String phase, long done, long total) {
                            // Nobody looks.
                        }

                        @Override
                        public boolean isStopped() {
                            return false;
                        }
                    }));
                } catch (Exception problem) {
                    outcome.failed().accept(problem);
                }
            });
            return () -> {
                // Comes all the same, as a decode does that had begun.
            };
        }
    }

    private HangingViewModel model(RadiographSource source) {
        LaterTasks tasks = new LaterTasks();
        ErrorReporter errors = new ErrorReporter(new FaultLog(folder.resolve("log")), Texts.english(), tasks,
                new EventRelay<>(Runnable::run, notices::addAll));
        return new HangingViewModel(Texts.english(), new RadiographReads(source, 1000), tasks, errors);
    }

    private static Radiograph pixels() {
        return Radiograph.ofEightBits(10, 10, new short[100], ViewPosition.UNKNOWN);
    }

    private List<String> shown(HangingViewModel model) {
        return model.panesProperty().get().stream()
                .map(pane -> pane.id() + (pane.radiograph().isPresent() ? " shown" : pane.waiting() ? " waiting" : ""))
                .toList();
    }

    private void letGo(int read) {
        waiting.get(read).run();
    }

    @Test
    void aLateDecodeNeverOverwritesANewerChoice() {
        HangingViewModel model = model(file -> pixels());
        model.show(first, first.radiographs().getFirst(), List.of(first, second));
        model.show(second, second.radiographs().getFirst(), List.of(first, second));
        assertEquals(List.of("s2-PA waiting"), shown(model));
        letGo(1);
        letGo(0);
        assertEquals(List.of("s2-PA shown"), shown(model));
        model.show(first, first.radiographs().getFirst(), List.of(first, second));
        assertEquals(List.of("s1-PA shown"), shown(model), "what came late is kept and there at once");
    }

    @Test
    void eachPaneFillsWhenItsOwnReadComes() {
        HangingViewModel model = model(file -> pixels());
        model.layoutProperty().set(HangingLayout.FOUR);
        List<Integer> active = new ArrayList<>();
        model.onArranged(active::add);
        model.show(second, second.radiographs().get(1), List.of(first, second));
        letGo(2);
        assertEquals(List.of("s2-PA waiting", "s2-LATERAL waiting", "s1-PA shown", ""), shown(model));
        assertEquals(List.of(1), active, "the pane of the radiograph that was chosen");
        assertEquals("Prior \u00b7 study 1 of 2 \u00b7 PA", model.panesProperty().get().get(2).title());
    }

    @Test
    void aStudyThatIsKeptStaysBesideTheNext() {
        HangingViewModel model = model(file -> pixels());
        model.layoutProperty().set(HangingLayout.PRIOR);
        model.show(first, first.radiographs().getFirst(), List.of(first));
        assertTrue(model.panesProperty().get().get(1).message().startsWith("No earlier study"));
        assertEquals(first, model.toggleCompared().orElseThrow());
        StudyEntry other = study(7, ViewPosition.PA);
        model.show(other, other.radiographs().getFirst(), List.of(other));
        assertEquals(List.of("s7-PA", "s1-PA"), model.panesProperty().get().stream().map(PaneContent::id).toList());
        assertEquals("Compared \u00b7 patient p, study 1 \u00b7 PA", model.panesProperty().get().get(1).title());
        assertTrue(model.toggleCompared().isEmpty());
        assertEquals("", model.panesProperty().get().get(1).id());
    }

    @Test
    void aFileThatCannotBeReadLeavesItsPaneAndIsTold() {
        HangingViewModel model = model(file -> {
            throw new RadiographException(file, "is no picture");
        });
        model.show(first, first.radiographs().getFirst(), List.of(first));
        letGo(0);
        assertEquals(List.of("s1-PA"), shown(model));
        assertEquals("The radiograph cannot be shown", model.panesProperty().get().getFirst().message());
        assertEquals(1, notices.size());
    }
}
