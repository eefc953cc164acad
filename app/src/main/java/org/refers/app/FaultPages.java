package org.refers.app;

import java.io.IOException;
import java.nio.file.Path;
import org.refers.app.error.CrashFiles;
import org.refers.app.frame.CrashCard;
import org.refers.app.frame.MainView;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;

/** Reads the log and crash reports in the background and shows their ends. */
final class FaultPages {

    /** The log's end is what somebody looks for; a whole log would fill the window's memory. */
    private static final int SHOWN = 60_000;

    private final Services services;
    private final MainView view;

    FaultPages(Services services, MainView view) {
        this.services = services;
        this.view = view;
    }

    void showLog() {
        Path log = services.log().file();
        services.tasks().run(Lane.FILES, progress -> end(log), Outcome.of(
                content -> view.showLog(log.toString(), content), this::failed));
    }

    void showCrash(Path report) {
        services.tasks().run(Lane.FILES, progress -> end(report), Outcome.of(
                content -> view.showCrash(new CrashCard.Report(report.toString(), content, CrashFiles.isNative(report),
                        () -> services.dialogs().open(report.toAbsolutePath().resolveSibling("")))),
                this::failed));
    }

    private void failed(Throwable problem) {
        services.errors().report("doing.log", problem);
    }

    private static String end(Path file) throws IOException {
        String content = CrashFiles.text(file);
        return content.length() > SHOWN ? content.substring(content.length() - SHOWN) : content;
    }
}
