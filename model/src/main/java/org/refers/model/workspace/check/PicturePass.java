package org.refers.model.workspace.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.CheckStore.OpenFile;

/**
 * Decodes and measures the pictures that were not measured yet. Each batch is kept when it is done, so that a pass that was
 * stopped or killed goes on where it was.
 */
final class PicturePass {

    /** Pictures a transaction: what a kill costs at most, some seconds of work. */
    private static final int BATCH = 64;

    private final CheckStore store;
    private final CheckProgress progress;
    private final BooleanSupplier stop;

    PicturePass(CheckStore store, CheckProgress progress, BooleanSupplier stop) {
        this.store = store;
        this.progress = progress;
        this.stop = stop;
    }

    /** Returns how many pictures were measured now. */
    int run(int threads) throws WorkspaceException {
        store.forgetFailures();
        int total = store.unmeasured();
        int done = 0;
        int last = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().daemon().name("check-", 1).factory())) {
            List<OpenFile> batch = store.next(last, BATCH);
            while (!batch.isEmpty() && !stop.getAsBoolean()) {
                Map<Integer, PictureFacts> measured = measure(pool, batch);
                store.save(measured);
                done += measured.size();
                progress.at(CheckProgress.Phase.PICTURES, done, Math.max(total, done));
                last = batch.getLast().row();
                batch = store.next(last, BATCH);
            }
        }
        return done;
    }

    /** Measures files; after a stop those that were not begun are left out. */
    private Map<Integer, PictureFacts> measure(ExecutorService pool, List<OpenFile> files) {
        Map<Integer, Future<Optional<PictureFacts>>> answers = new LinkedHashMap<>();
        for (OpenFile file : files) {
            answers.put(file.row(), pool.submit(() -> stop.getAsBoolean()
                    ? Optional.empty()
                    : Optional.of(PictureMeasurer.measure(file.file(), file.size()))));
        }
        Map<Integer, PictureFacts> measured = new LinkedHashMap<>();
        for (Map.Entry<Integer, Future<Optional<PictureFacts>>> answer : answers.entrySet()) {
            try {
                answer.getValue().get().ifPresent(facts -> measured.put(answer.getKey(), facts));
            } catch (ExecutionException e) {
                throw new IllegalStateException("a picture could not be measured", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the check was interrupted", e);
            }
        }
        return measured;
    }
}
