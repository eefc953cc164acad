package org.refers.model.workspace.annotation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.finding.ReaderMeasurement.Kind;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.sqlite.Function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A program that is killed in the middle of a step leaves tables and journal that tell the same. */
class KilledStepsTest {

    private static final long LIMIT_SECONDS = 60;

    @TempDir
    private Path folder;

    /** The child process: makes steps of all kinds until it is killed. */
    static final class Child {

        private Child() {
        }

        public static void main(String[] arguments) throws Exception {
            try (Workspace workspace = Workspace.openOrCreate(Path.of(arguments[0]))) {
                AnnotationHistory history = new AnnotationHistory(new Annotations(workspace, Clock.systemUTC()));
                for (int i = 0; i < 1_000_000; i++) {
                    steps(history, "r" + i);
                    System.out.println("done " + i);
                }
            }
        }

        private static void steps(AnnotationHistory history, String radiograph) throws WorkspaceException {
            ReaderBox box = new ReaderBox("me", "Mass", new Box(1, 2, 3, 4));
            AnnotationChange.OfBox drawn = AnnotationChange.draw(radiograph, box);
            history.make("me", drawn);
            history.make("me", AnnotationChange.alter(new DrawnBox(drawn.id(), radiograph, box),
                    new ReaderBox("me", "Mass", new Box(2, 2, 3, 4))));
            history.undo("me");
            history.redo("me");
            history.make("me", new AnnotationChange.Several(List.of(AnnotationChange.draw(radiograph, box),
                    new AnnotationChange.OfLabel(radiograph, "R2", "Mass", FindingLabel.UNKNOWN, FindingLabel.PRESENT),
                    AnnotationChange.measure(radiograph, new ReaderMeasurement("R2", Kind.DISTANCE,
                            List.of(new MeasuredLine(1, 2, 3, 4)))))));
            history.undo("me");
            history.redo("me");
            history.bringBack("me", 2);
        }
    }

    /** What a program that is killed leaves is what its files hold at that moment: they are copied before and behind each write. */
    @Test
    void killedAtAnyWriteTablesAndJournalTellTheSame() throws Exception {
        Path live = folder.resolve("live");
        AtomicInteger writes = new AtomicInteger();
        try (Workspace workspace = Workspace.openOrCreate(live)) {
            AnnotationHistory history = new AnnotationHistory(new Annotations(workspace, Clock.systemUTC()));
            workspace.change(connection -> onEachWrite(connection, () -> copy(live, writes.incrementAndGet())));
            Child.steps(history, "r0");
        }
        List<Long> steps = new ArrayList<>();
        for (int write = 1; write <= writes.get(); write++) {
            steps.add(assertJournalTellsTheTables(folder.resolve("killed-" + write)));
        }
        assertEquals(steps.stream().sorted().toList(), steps);
        assertEquals(LongStream.rangeClosed(0, 7).boxed().toList(), steps.stream().distinct().toList(),
                "each of the eight steps was met in its middle");
        assertEquals(8, assertJournalTellsTheTables(live));
    }

    /** Each row of the journal and of the three tables is a write, before which and behind which it may happen. */
    private static boolean onEachWrite(Connection connection, Runnable happens) throws SQLException {
        Function.create(connection, "written", new Function() {
            @Override
            protected void xFunc() throws SQLException {
                happens.run();
                result(1);
            }
        });
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of("drawn_boxes", "reader_labels", "measurements", "annotation_journal")) {
                for (String when : List.of("BEFORE INSERT", "AFTER INSERT", "AFTER UPDATE", "AFTER DELETE")) {
                    statement.execute("CREATE TEMP TRIGGER " + when.replace(' ', '_') + "_" + table + " " + when
                            + " ON main." + table + " BEGIN SELECT written(); END");
                }
            }
        }
        return true;
    }

    private void copy(Path live, int write) {
        Path copy = folder.resolve("killed-" + write);
        try {
            Files.createDirectory(copy);
            for (String name : List.of("workspace.db", "workspace.db-wal")) {
                Files.copy(live.resolve(name), copy.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From outside, at no chosen place: what was said to be done is there. */
    @Test
    void killedFromOutsideNothingThatWasDoneIsLost() throws Exception {
        Path said = folder.resolve("said.txt");
        Process child = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), Child.class.getName(), folder.toString()))
                .redirectOutput(said.toFile()).redirectError(folder.resolve("child.log").toFile()).start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (Files.readAllLines(said).size() < 20) {
            assertTrue(child.isAlive() && System.nanoTime() < end, "see " + folder.resolve("child.log"));
            Thread.sleep(5);
        }
        child.destroyForcibly().waitFor();
        long rounds = Files.readAllLines(said).stream().filter(line -> line.startsWith("done")).count();
        long steps = assertJournalTellsTheTables(folder);
        assertTrue(steps >= 8 + 7 * (rounds - 1), steps + " steps after " + rounds + " rounds");
    }

    /** Begins from nothing and makes all that the journal tells: it must lead to what is there. Returns the number of steps. */
    private static long assertJournalTellsTheTables(Path killed) throws WorkspaceException {
        try (Workspace workspace = Workspace.open(killed)) {
            Annotations annotations = new Annotations(workspace, Clock.systemUTC());
            Map<String, Object> things = new LinkedHashMap<>();
            List<Long> numbers = new ArrayList<>();
            annotations.journal().each(step -> {
                assertEquals(step.parts(), step.changes().size());
                step.changes().forEach(change -> make(things, change));
                return numbers.add(step.number());
            });
            Map<String, Object> there = new LinkedHashMap<>();
            for (int i = 0; i <= numbers.size(); i++) {
                annotations.boxes("r" + i).forEach(box -> there.put(box.id(), box.box()));
            }
            annotations.measurements().forEach(one -> there.put(one.id(), one.measurement()));
            annotations.labels().values().forEach(labels -> labels
                    .forEach(label -> there.put(label.subject() + label.reader() + label.finding(), label.value())));
            assertEquals(things, there);
            for (int i = 0; i < numbers.size(); i++) {
                assertEquals(i + 1L, numbers.get(i));
            }
            return numbers.size();
        }
    }

    private static void make(Map<String, Object> things, AnnotationChange change) {
        switch (change) {
            case AnnotationChange.OfBox box -> {
                assertEquals(box.before().orElse(null), things.remove(box.id()));
                box.after().ifPresent(now -> things.put(box.id(), now));
            }
            case AnnotationChange.OfMeasurement one -> {
                assertEquals(one.before().orElse(null), things.remove(one.id()));
                one.after().ifPresent(now -> things.put(one.id(), now));
            }
            case AnnotationChange.OfLabel label -> {
                String id = label.subject() + label.reader() + label.finding();
                Object before = things.remove(id);
                assertEquals(label.before(), before == null ? FindingLabel.UNKNOWN : before);
                if (label.after() != FindingLabel.UNKNOWN) {
                    things.put(id, label.after());
                }
            }
            case AnnotationChange.Several several -> throw new IllegalStateException("a step has single changes");
        }
    }
}
