package org.refers.app.task;

/** Does all work at once on the caller's thread, for tests without threads. */
public final class CurrentThreadTasks implements BackgroundTasks {

    @Override
    public <T> RunningWork run(Lane lane, Work<T> work, Outcome<T> outcome) {
        try {
            T result = work.run(new WorkProgress() {
                @Override
                public void at(String phase, long done, long total) {
                    outcome.progress().accept(new Stage(phase, done, total));
                }

                @Override
                public boolean isStopped() {
                    return false;
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
