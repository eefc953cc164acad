package org.refers.app;

import org.refers.app.dialog.FileDialogs;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.NoticeBoard;
import org.refers.app.prefs.PreferencesStore;
import org.refers.app.study.RadiographSource;
import org.refers.app.study.StudyEngine;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.training.TrainingEngine;

/**
 * What the workbench is built from. Each is made once, where the program starts, and handed on.
 *
 * @param tasks where long work is done
 * @param errors what users learn of failures
 * @param notices where they read it
 * @param log where the details are
 * @param preferences what they chose before
 * @param dialogs how they choose files
 * @param radiographs reads pixels
 * @param studyEngine explains and writes reports
 * @param trainingEngine trains
 */
public record Services(BackgroundTasks tasks, ErrorReporter errors, NoticeBoard notices, FaultLog log,
        PreferencesStore preferences, FileDialogs dialogs, RadiographSource radiographs, StudyEngine studyEngine,
        TrainingEngine trainingEngine) {
}
