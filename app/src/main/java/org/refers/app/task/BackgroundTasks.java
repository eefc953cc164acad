package org.refers.app.task;

/** Runs work off the screen's thread and brings its outcome back to it. Tests use a twin that does all at once. */
public interface BackgroundTasks {

    /** Work of one lane is done one after the other, so that a slow import does not hold up a radiograph. */
    enum Lane {
        /** Rows of the list of studies, and the workspace they are in. */
        LISTING,
        /** Radiographs the user waits for. */
        READING,
        /** Radiographs that the user will want next. */
        AHEAD,
        /** Small pictures; those asked for last come first, since they are the ones on the screen. */
        THUMBNAILS,
        /** What readers draw: each step is written at once. */
        ANNOTATING,
        /** Networks: maps and reports. */
        COMPUTING,
        /** Waiting for the ends of runs, each of which trains elsewhere. The only lane whose works do not wait for each other. */
        TRAINING,
        /** What a run would find and need, said before it starts: reports and labels are counted. */
        PLANNING,
        /** Imports and the making of sample studies, which take long. */
        IMPORTING,
        /** The check of the data, which may take hours. */
        CHECKING,
        /** Metrics of finished runs, whose intervals take seconds. */
        RESULTS,
        /** Workspaces, run folders, logs, preferences. */
        FILES
    }

    /** Begins or queues some work. */
    <T> RunningWork run(Lane lane, Work<T> work, Outcome<T> outcome);

    /** Work that was handed over. */
    interface RunningWork {

        /** Asks it to end soon. Its outcome still comes, unless it had not begun. */
        void stop();
    }
}
