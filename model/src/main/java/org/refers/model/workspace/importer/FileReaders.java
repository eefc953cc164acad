package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.refers.model.workspace.FileFacts;

/** Threads that read files side by side, ahead of whom takes them, and hand the answers over in the files' order. */
final class FileReaders implements AutoCloseable {

    /** Files that a thread takes at once: handing over file by file would take as long as reading small ones. */
    private static final int CHUNK = 16;
    /** Enough that the disk goes on while a batch is written; what waits here is headers, a kilobyte each. */
    private static final int AHEAD = 64;
    /** A batch is written in one transaction: the larger, the fewer pages of its indexes are written more than once. */
    private static final int MOST = 8192;
    /** What a killed program loses, and how long people wait to hear of progress. */
    private static final long BATCH_NANOS = 1_000_000_000L;

    private final ExecutorService threads;
    private final ThreadLocal<FileProbe> probes = ThreadLocal.withInitial(FileProbe::new);

    FileReaders(int count) {
        threads = Executors.newFixedThreadPool(count, Thread.ofPlatform().daemon().name("import-", 1).factory());
    }

    /** What came of a file: what was found, or why it is left out. */
    record Outcome(Path file, FileProbe.@Nullable Found found, String reason) {
    }

    /** Tells what is known of files, in their order; asked on the reading threads, for a few at a time. */
    @FunctionalInterface
    interface Known {
        List<Optional<FileFacts>> of(List<Path> files) throws IOException;
    }

    /** Begins to read files. */
    Reading read(List<Path> files, Known known) {
        return new Reading(files, known);
    }

    /** Files while they are read. */
    final class Reading {

        private final List<Path> files;
        private final Known known;
        private final Deque<Future<List<Outcome>>> pending = new ArrayDeque<>();
        private int submitted;

        private Reading(List<Path> files, Known known) {
            this.files = files;
            this.known = known;
        }

        /** The next files, as many as were read within a second; none at the end. */
        List<Outcome> next() throws IOException {
            List<Outcome> batch = new ArrayList<>();
            long start = System.nanoTime();
            submit();
            while (!pending.isEmpty() && batch.size() < MOST && System.nanoTime() - start < BATCH_NANOS) {
                batch.addAll(result(pending.remove()));
                submit();
            }
            return batch;
        }

        private void submit() {
            while (pending.size() < AHEAD && submitted < files.size()) {
                List<Path> chunk = files.subList(submitted, Math.min(files.size(), submitted + CHUNK));
                pending.add(threads.submit(() -> probe(chunk)));
                submitted += chunk.size();
            }
        }

        private List<Outcome> probe(List<Path> chunk) throws IOException {
            FileProbe probe = probes.get();
            List<Optional<FileFacts>> facts = known.of(chunk);
            List<Outcome> outcomes = new ArrayList<>(chunk.size());
            for (int i = 0; i < chunk.size(); i++) {
                outcomes.add(outcome(probe, chunk.get(i), facts.get(i)));
            }
            return outcomes;
        }

        /** Our own sentences are IOExceptions; another exception is a decoder's fault on a bad file. */
        private Outcome outcome(FileProbe probe, Path file, Optional<FileFacts> facts) {
            try {
                return new Outcome(file, probe.probe(file, facts), "");
            } catch (IOException e) {
                return new Outcome(file, null, e.getMessage() == null ? unreadable() : e.getMessage());
            } catch (RuntimeException e) {
                return new Outcome(file, null, unreadable());
            }
        }

        private static String unreadable() {
            return "cannot be read as DICOM, PNG or JPEG; export it again";
        }

        private static List<Outcome> result(Future<List<Outcome>> chunk) throws IOException {
            try {
                return chunk.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error fault) {
                    throw fault;
                }
                if (e.getCause() instanceof IOException workspace) {
                    throw workspace;
                }
                throw new IllegalStateException("files could not be read", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the import was interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
