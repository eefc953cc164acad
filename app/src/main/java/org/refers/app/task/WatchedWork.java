package org.refers.app.task;

import org.refers.app.task.BackgroundTasks.Lane;

/**
 * Work done only while somebody looks at what comes of it, of which the latest counts: begun when somebody comes to look,
 * stopped when nobody does any more. Used on the screen's thread only.
 */
public final class WatchedWork {

    private final LatestWork work;
    private final Runnable begin;
    private boolean watched;

    /** Creates work that nobody looks at; {@code begin} decides what is to be done now, and calls {@link #run}. */
    public WatchedWork(BackgroundTasks tasks, Lane lane, Runnable begin) {
        this.work = new LatestWork(tasks, lane);
        this.begin = begin;
    }

    /** Says whether somebody looks. */
    public void setWatched(boolean looks) {
        watched = looks;
        if (looks) {
            beginAnew();
        } else {
            work.cancel();
        }
    }

    /** What is to be done has changed: it is begun anew, if somebody looks. */
    public void refresh() {
        if (watched) {
            beginAnew();
        }
    }

    /** Begins anew whether or not anybody is known to look: it was asked for. */
    public void beginAnew() {
        work.cancel();
        begin.run();
    }

    /** Does some work in place of the work before. */
    public <T> void run(Work<T> now, Outcome<T> outcome) {
        work.run(now, outcome);
    }
}
