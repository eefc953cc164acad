package org.refers.app.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.refers.app.training.RunBin;
import org.refers.training.store.RunFolder;

/** Moves runs to the system's trash where that can be had, else into a folder among the runs. */
final class FolderBin implements RunBin {

    static final String TRASH = ".trash";
    private static final int MOST_OF_A_NAME = 10_000;

    private final Predicate<Path> system;

    /**
     * Creates a bin.
     *
     * @param system moves a folder to the system's trash; says no where there is none
     */
    FolderBin(Predicate<Path> system) {
        this.system = system;
    }

    @Override
    public long size(Path run) throws IOException {
        requireRun(run);
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(Files::isRegularFile).mapToLong(FolderBin::bytes).sum();
        } catch (UncheckedIOException gone) {
            throw gone.getCause() == null ? new IOException(gone) : gone.getCause();
        }
    }

    private static void requireRun(Path run) {
        if (!RunFolder.isRun(run)) {
            throw new IllegalArgumentException(run + " holds no run any more.");
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public Place discard(Path run) throws IOException {
        requireRun(run);
        if (RunFolder.isRunning(run)) {
            throw new IllegalArgumentException("The run in " + run + " goes on at this moment; stop it first.");
        }
        if (system.test(run)) {
            return Place.SYSTEM;
        }
        Path trash = Files.createDirectories(run.resolveSibling(TRASH));
        move(run, free(trash, String.valueOf(run.getFileName())));
        return Place.RUNS;
    }

    /** A place in a folder that nothing has: the name, or the name with a number behind it. */
    private static Path free(Path folder, String name) throws IOException {
        Path place = folder.resolve(name);
        for (int number = 2; Files.exists(place); number++) {
            if (number > MOST_OF_A_NAME) {
                throw new IOException(folder + " holds too many runs called " + name);
            }
            place = folder.resolve(name + "-" + number);
        }
        return place;
    }

    /** Within one file system, so that the folder is there whole or not at all. */
    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public List<Discarded> discarded(Path runs) throws IOException {
        Path trash = runs.resolve(TRASH);
        if (!Files.isDirectory(trash)) {
            return List.of();
        }
        List<Discarded> found = new ArrayList<>();
        try (Stream<Path> inside = Files.list(trash)) {
            for (Path run : inside.filter(RunFolder::isRun).sorted().toList()) {
                found.add(new Discarded(String.valueOf(run.getFileName()), run, size(run)));
            }
        }
        return found;
    }

    @Override
    public Path restore(Discarded run) throws IOException {
        Path trash = run.folder().toAbsolutePath().getParent();
        if (trash == null || trash.getParent() == null) {
            throw new IOException(run.folder() + " lies in no trash");
        }
        Path back = free(trash.getParent(), run.name());
        move(run.folder(), back);
        return back;
    }

    @Override
    public void empty(Path runs) throws IOException {
        for (Discarded run : discarded(runs)) {
            try (Stream<Path> files = Files.walk(run.folder())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
