package org.refers.app.error;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A report of a fault is made to be given away: a patient of whom nobody thought must not be in it. */
class CrashReportTest {

    /** Names, a number, a date, a path, in the writings in which they come. */
    private static final List<String> CANARIES = List.of("Zyxwin", "ZYXWIN^ADELHEID", "zyxwin", "adelheid", "19471103",
            "MRN-0048151", "48151", "/srv/zyxwin/Patients", "C:\\Patients", "Br\u00e4uning", "\u5c71\u7530");

    @TempDir
    private Path folder;

    private final NoticeBoard board = new NoticeBoard();
    private Path log;
    private CrashFiles files;

    @BeforeEach
    void makeFiles() {
        log = folder.resolve("state/refers.log");
        files = new CrashFiles(folder.resolve("state/crashes"), log,
                Clock.fixed(Instant.parse("2026-05-04T03:02:01Z"), ZoneOffset.UTC),
                () -> List.of("Program: REFERS Workstation 9.9"));
    }

    private static Throwable fault() {
        IllegalStateException cause = new IllegalStateException(
                "file /srv/zyxwin/Patients/ZYXWIN^ADELHEID_19471103.dcm of MRN-0048151 is not open");
        return new UnsupportedOperationException(
                "no row for Zyxwin, Br\u00e4uning or \u5c71\u7530 in C:\\Patients: 48151",
                cause);
    }

    private String write(Throwable fault) throws IOException {
        Path file = files.place("doing.read", fault);
        files.write(file, "doing.read", fault);
        return Files.readString(file);
    }

    private static void assertNoPatient(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String canary : CANARIES) {
            assertFalse(lower.contains(canary.toLowerCase(Locale.ROOT)), canary + " in\n" + text);
        }
    }

    @Test
    void aReportHoldsProgramTypesAndFramesAndNoPatient() throws IOException {
        Files.createDirectories(log.getParent());
        // The log is scrubbed as it is written; another program, or an older version, may not have been as careful.
        Files.writeString(log, "2026-05-04T03:00:00.5Z fault in doing.open\n  java.io.IOException\n"
                + "    at org.refers.app.Workbench.open(Workbench.java:12)\nopening /srv/zyxwin/Patients\n"
                + "2026-05-04T03:00:01Z fault in zyxwin\n    at Zyxwin Adelheid(48151)\n");
        String text = write(fault());

        assertNoPatient(text);
        assertTrue(text.startsWith("REFERS Workstation crash report, format 1\nTime: 2026-05-04T03:02:01Z\n"), text);
        assertTrue(text.contains("Program: REFERS Workstation 9.9\nWhile: doing.read\n"), text);
        assertTrue(text.contains("java.lang.UnsupportedOperationException: no row for [\u2026]"), text);
        assertTrue(text.contains("caused by java.lang.IllegalStateException: file [\u2026] of [\u2026] is not open\n"),
                text);
        assertTrue(text.contains("at org.refers.app.error.CrashReportTest.fault(CrashReportTest.java:"), text);
        assertTrue(text.contains("2026-05-04T03:00:00.5Z fault in doing.open\n  java.io.IOException\n"
                + "    at org.refers.app.Workbench.open(Workbench.java:12)\n[\u2026]\n[\u2026]\n[\u2026]\n"), text);
    }

    /** Java writes bytes of its memory into its reports, and a failing disk may do so to the log. */
    @Test
    void bytesThatAreNoTextHideNothing() throws IOException {
        Files.createDirectories(log.getParent());
        Files.write(log, ("2026-05-04T03:00:00.5Z fault in doing.annotations.in\n\u00ff\u0080\n"
                + "2026-05-04T03:00:01Z fault in doing.open\n").getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(write(fault()).endsWith("2026-05-04T03:00:00.5Z fault in doing.annotations.in\n[\u2026]\n"
                + "2026-05-04T03:00:01Z fault in doing.open\n"));
        assertTrue(CrashFiles.text(log).contains("fault in doing.open"));
        assertEquals("", CrashFiles.text(folder.resolve("nothing")));
    }

    /** By the way that the window takes, with the facts of this machine. */
    @Test
    void aFaultInTheWindowIsToldWithItsReport() throws IOException {
        ErrorReporter reporter = new ErrorReporter(new FaultLog(log), Texts.english(), new CurrentThreadTasks(),
                new EventRelay<>(Runnable::run, batch -> batch.forEach(board::put)));
        reporter.report("doing.read", fault());

        Notice notice = board.notices().getLast();
        assertNoPatient(notice.sentence());
        String text = Files.readString(notice.report().orElseThrow());
        assertNoPatient(text.replace(folder.toString(), ""));
        assertTrue(text.contains("Java: " + System.getProperty("java.version")), text);
        assertTrue(Files.readString(log).contains("UnsupportedOperationException"));
    }

    @Test
    void whatTheProgramForesawMakesNoReport() {
        ErrorReporter reporter = new ErrorReporter(new FaultLog(log), Texts.english(), new CurrentThreadTasks(),
                new EventRelay<>(Runnable::run, batch -> batch.forEach(board::put)));
        for (Throwable foreseen : List.of(new IOException("disk"), new OutOfMemoryError(),
                new IllegalArgumentException("steps must be a number"))) {
            reporter.report("doing.start", foreseen);
            assertTrue(board.notices().getLast().report().isEmpty(), foreseen.toString());
        }
        assertFalse(Files.exists(folder.resolve("state/crashes")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Index 7 out of bounds for length 3", "/ by zero",
        "Cannot invoke \"org.refers.app.X.y(int)\" because \"<local4>\" is null",
        "Cannot read field \"size\" because the return value of \"org.refers.app.X.y()\" is null",
        "class java.lang.String cannot be cast to class [I (java.lang.String and [I are in module java.base of loader 'bootstrap')",
        "stream is closed"})
    void whatJavaSaysOfCodeIsKept(String message) {
        assertEquals(message, SafeWords.of(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"For input string: \"Zyxwin\"", "Zyxwin", "Index 19471103 out of bounds for length 3",
        "zyxwin is not open", "Cannot invoke Zyxwin because \"a\" is null", "file:zyxwin", "is\u00a0zyxwin",
        "Index 7 out of bounds for length 3\nZyxwin", "is.zyxwin"})
    void whatCouldBeAPatientIsNot(String message) {
        assertNotEquals(message, SafeWords.of(message));
        assertNoPatient(SafeWords.of(message));
    }

    @Test
    void theSameFaultAgainHasOneReportAndOnlyTheNewestAreKept() throws IOException {
        Throwable again = fault();
        assertEquals(files.place("doing.read", again), files.place("doing.read", again));
        assertNotEquals(files.place("doing.read", again), files.place("doing.open", again));
        Path first = files.place("doing.read", again);
        files.write(first, "doing.read", again);
        Files.setLastModifiedTime(first, FileTime.from(Instant.EPOCH));
        for (int i = 0; i < CrashFiles.KEPT; i++) {
            Path place = files.place("doing." + i, again);
            files.write(place, "doing." + i, again);
        }
        assertFalse(Files.exists(first));
        try (Stream<Path> left = Files.list(first.getParent())) {
            assertEquals(CrashFiles.KEPT, left.count());
        }
    }

    @Test
    void javasOwnReportIsToldOfOnce() throws IOException {
        assertTrue(files.unseenNative().isEmpty());
        Path crashes = Files.createDirectories(folder.resolve("state/crashes"));
        Files.writeString(crashes.resolve("jvm-42.log"), "#  SIGSEGV");
        Path told = files.unseenNative().orElseThrow();
        assertEquals("#  SIGSEGV", Files.readString(told));
        assertTrue(CrashFiles.isNative(told));
        assertTrue(files.unseenNative().isEmpty());
    }

    /** As Java wrote one when a measurement was ended by SIGTERM in the midst of a step. */
    @Test
    void javasReportOfAProgramThatWasAskedToEndIsNotTold() throws IOException {
        Path crashes = Files.createDirectories(folder.resolve("state/crashes"));
        Files.write(crashes.resolve("jvm-43.log"), ("#  SIGSEGV (0xb) \u00ff\n"
                + "  0x000055d101a6f7c0 JavaThread \"SIGTERM handler\"            [_thread_blocked, id=3787]\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(files.unseenNative().isEmpty());
        assertTrue(Files.exists(crashes.resolve("jvm-43.seen.log")), "the report is kept");
        Files.writeString(crashes.resolve("jvm-44.log"), "JavaThread \"Signal Dispatcher\" daemon");
        assertEquals("jvm-44.seen.log", files.unseenNative().orElseThrow().getFileName().toString());
    }
}
