package org.refers.app.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.data.CheckState.Phase;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.Notice;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.app.task.Outcome;
import org.refers.app.task.Stage;
import org.refers.app.task.Work;
import org.refers.app.task.WorkProgress;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.check.CheckResult;
import org.refers.model.workspace.check.Rule;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The check behind the window, without a window. */
class DataViewModelTest {

    private static final int PATIENTS = 80;

    @TempDir
    private Path folder;

    private final List<Notice> notices = new ArrayList<>();

    private DataViewModel model(BackgroundTasks tasks) {
        BackgroundTasks now = new CurrentThreadTasks();
        ErrorReporter errors = new ErrorReporter(new FaultLog(folder.resolve("refers.log")), Texts.english(), now,
                new EventRelay<>(Runnable::run, notices::addAll));
        return new DataViewModel(Texts.english(), tasks, errors, "test");
    }

    /** Does work at once, and wants it to stop after it was asked so many times. */
    private record StopsAfter(int asked) implements BackgroundTasks {

        @Override
        public <T> RunningWork run(Lane lane, Work<T> work, Outcome<T> outcome) {
            AtomicInteger left = new AtomicInteger(asked);
            try {
                T result = work.run(new WorkProgress() {
                    @Override
                    public void at(String phase, long done, long total) {
                        outcome.progress().accept(new Stage(phase, done, total));
                    }

                    @Override
                    public boolean isStopped() {
                        return left.getAndDecrement() <= 0;
                    }
                });
                outcome.done().accept(result);
            } catch (Exception problem) {
                outcome.failed().accept(problem);
            }
            return () -> {
            };
        }
    }

    private static CheckResult result(DataViewModel model) {
        return model.stateProperty().get().result().orElseThrow();
    }

    @Test
    void aWorkspaceThatWasNeverCheckedIsLeftAloneUntilAsked() throws Exception {
        Path workspace = CheckedStudies.make(folder, 4);
        DataViewModel model = model(new CurrentThreadTasks());
        assertEquals(Phase.CLOSED, model.stateProperty().get().phase());
        model.setWorkspace(Optional.of(workspace));
        assertEquals(Phase.NEVER, model.stateProperty().get().phase());
        model.start();
        assertEquals(Phase.DONE, model.stateProperty().get().phase());
        assertTrue(result(model).issues().stream().anyMatch(issue -> issue.rule() == Rule.SAME_PICTURE_ACROSS_SIDES
                && issue.cases().size() == 1 && issue.cases().getFirst().other().isPresent()));
        List<Path> written = new ArrayList<>();
        model.writeReport(written::add);
        assertEquals(List.of(workspace.resolve("data-report.html")), written);
        assertTrue(Files.readString(written.getFirst()).contains("Same picture on two sides"));
        model.setWorkspace(Optional.empty());
        assertEquals(CheckState.CLOSED, model.stateProperty().get());
        assertEquals(List.of(), notices);
    }

    @Test
    void aWorkspaceWithoutRadiographsIsToldWhenAsked() throws Exception {
        Workspace.openOrCreate(folder.resolve("empty")).close();
        DataViewModel model = model(new CurrentThreadTasks());
        model.setWorkspace(Optional.of(folder.resolve("empty")));
        assertEquals(List.of(), notices);
        model.start();
        assertEquals(Phase.NEVER, model.stateProperty().get().phase());
        assertEquals("There is no radiograph to check in this workspace: import a folder first.",
                notices.getFirst().sentence());
    }

    /** The window was closed in the middle: the next one goes on by itself, and only with what is left. */
    @Test
    void aCheckThatWasStoppedGoesOnWhenTheWorkspaceIsOpenedAgain() throws Exception {
        Path workspace = CheckedStudies.make(folder, PATIENTS);
        DataViewModel first = model(new StopsAfter(60));
        first.setWorkspace(Optional.of(workspace));
        first.start();
        assertEquals(Phase.STOPPED, first.stateProperty().get().phase());
        int measured = result(first).work().measured();
        assertTrue(measured > 0 && measured < PATIENTS, "measured " + measured);
        DataViewModel second = model(new CurrentThreadTasks());
        second.setWorkspace(Optional.of(workspace));
        assertEquals(Phase.DONE, second.stateProperty().get().phase());
        assertEquals(PATIENTS + 1 - measured, result(second).work().measured());
        DataViewModel third = model(new CurrentThreadTasks());
        third.setWorkspace(Optional.of(workspace));
        assertEquals(0, result(third).work().measured());
        assertEquals(result(second).issues(), result(third).issues());
    }

    @Test
    void aWorkspaceThatIsGoneIsReported() {
        DataViewModel model = model(new CurrentThreadTasks());
        model.setWorkspace(Optional.of(folder.resolve("gone")));
        assertEquals(Phase.NEVER, model.stateProperty().get().phase());
        assertEquals(1, notices.size());
        assertTrue(notices.getFirst().sentence().startsWith("The data were not checked"), notices.toString());
    }

    @Test
    void timeLeftGoesByThePaceOfThePhase() {
        TimeLeft left = new TimeLeft();
        long second = 1_000_000_000L;
        assertTrue(left.at("PICTURES", 100, 1000, 0).isEmpty());
        assertTrue(left.at("PICTURES", 110, 1000, second).isEmpty(), "too early to say");
        assertEquals(Optional.of(Duration.ofSeconds(80)), left.at("PICTURES", 200, 1000, 10 * second));
        assertTrue(left.at("PAIRS", 5, 10, 20 * second).isEmpty(), "another phase, another pace");
        assertEquals(Optional.of(Duration.ofSeconds(15)), left.at("PAIRS", 7, 10, 30 * second));
    }

    @Test
    void aRestIsShortAndAStopIsHeardAtOnce() {
        AtomicInteger asked = new AtomicInteger();
        Courtesy courtesy = new Courtesy(() -> asked.incrementAndGet() > 2);
        assertFalse(courtesy.getAsBoolean());
        assertTrue(courtesy.getAsBoolean());
    }
}
