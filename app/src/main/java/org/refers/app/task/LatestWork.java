package org.refers.app.task;

import java.util.Optional;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.BackgroundTasks.RunningWork;

/**
 * Work of which only the latest counts, such as opening the radiograph that was clicked on. New work stops the work
 * before, and what that still brings is dropped. Used on the screen's thread only.
 */
public final class LatestWork {

    private final BackgroundTasks tasks;
    private final Lane lane;
    private Optional<RunningWork> running = Optional.empty();
    private long number;

    /** Creates a place for one kind of work. */
    public LatestWork(BackgroundTasks tasks, Lane lane) {
        this.tasks = tasks;
        this.lane = lane;
    }

    /** Begins work in place of the work before. */
    public <T> void run(Work<T> work, Outcome<T> outcome) {
        cancel();
        long mine = number;
        running = Optional.of(tasks.run(lane, work, new Outcome<>(result -> {
            if (mine == number) {
                outcome.done().accept(result);
            }
        }, problem -> {
            if (mine == number) {
                outcome.failed().accept(problem);
            }
        }, stage -> {
            if (mine == number) {
                outcome.progress().accept(stage);
            }
        })));
    }

    /** Stops the work, if any; nothing comes of it any more. */
    public void cancel() {
        number++;
        running.ifPresent(RunningWork::stop);
        running = Optional.empty();
    }
}
