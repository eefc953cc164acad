package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.refers.model.workspace.FileFacts;

/** Threads that read files side by side and hand the answers back in the files' order. */
final class FileReaders implements AutoCloseable {

    private final ExecutorService threads;

    FileReaders(int count) {
        threads = Executors.newFixedThreadPool(count, Thread.ofPlatform().daemon().name("import-", 1).factory());
    }

    Map<Path, FileProbe.Probed> probe(List<Path> files, Function<Path, Optional<FileFacts>> known,
            BiConsumer<Path, String> rejected) {
        List<Future<FileProbe.Probed>> answers = new ArrayList<>(files.size());
        for (Path file : files) {
            answers.add(threads.submit(() -> FileProbe.probe(file, known.apply(file))));
        }
        Map<Path, FileProbe.Probed> probed = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            try {
                probed.put(files.get(i), answers.get(i).get());
            } catch (ExecutionException e) {
                rejected.accept(files.get(i), reason(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the import was interrupted", e);
            }
        }
        return probed;
    }

    /** Our own sentences are IOExceptions; another exception is a decoder's fault on a bad file, an error the program's. */
    private static String reason(@Nullable Throwable cause) {
        if (cause instanceof Error fault) {
            throw fault;
        }
        return cause instanceof IOException && cause.getMessage() != null
                ? cause.getMessage()
                : "cannot be read as DICOM, PNG or JPEG; export it again";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
