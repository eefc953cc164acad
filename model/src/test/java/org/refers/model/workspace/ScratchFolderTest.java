package org.refers.model.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Looks of several programs at the same time leave each other's folders alone. */
class ScratchFolderTest {

    private static final int LOOKS = 400;

    @TempDir
    Path temporary;

    /** A program that looks so many times; it fails if a folder goes while it is in use. */
    static final class Child {

        private Child() {
        }

        public static void main(String[] arguments) throws Exception {
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                try (ScratchFolder folder = ScratchFolder.make()) {
                    Files.writeString(folder.path().resolve("workspace.db"), "index");
                }
            }
        }
    }

    /** A program that makes two folders, as two looks in one window do, and waits until it is told to end. */
    static final class Holder {

        private Holder() {
        }

        public static void main(String[] arguments) throws Exception {
            try (ScratchFolder first = ScratchFolder.make(); ScratchFolder second = ScratchFolder.make()) {
                Files.writeString(Path.of(arguments[0]), first.path() + "\n" + second.path());
                while (System.in.read() >= 0) {
                    // Nothing is sent; the end of the stream is the sign.
                }
            }
        }
    }

    private Process start(Class<?> program, String argument) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"), program.getName(),
                argument).redirectErrorStream(true).redirectOutput(temporary
                        .resolve(program.getSimpleName()
                                + ".log")
                        .toFile())
                .start();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    @Test
    void manyLooksAtTheSameTime() throws Exception {
        List<Process> programs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            programs.add(start(Child.class, Integer.toString(LOOKS)));
        }
        for (Process program : programs) {
            assertEquals(0, program.waitFor(), Files.readString(temporary.resolve("Child.log")));
        }
        assertEquals(List.of(), left());
    }

    @Test
    void anotherProgramLeavesBothFoldersOfOneAlone() throws Exception {
        Path told = temporary.resolve("told");
        Process holder = start(Holder.class, told.toString());
        while (!Files.exists(told) || Files.readString(told).lines().count() < 2) {
            assertTrue(holder.isAlive(), "the program that holds folders ended");
            Thread.sleep(50);
        }
        Files.createDirectories(temporary.resolve("refers-look1"));
        Files.writeString(temporary.resolve("refers-look1/lock"), "");
        assertEquals(0, start(Child.class, "1").waitFor());
        assertTrue(Files.notExists(temporary.resolve("refers-look1")), "what was left is removed");
        assertEquals(2, left().size(), "both are in use");
        holder.getOutputStream().close();
        assertEquals(0, holder.waitFor());
        assertEquals(List.of(), left());
    }
}
