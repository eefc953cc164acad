package org.refers.app.welcome;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.refers.app.doctor.DoctorStep;
import org.refers.app.doctor.DoctorWatch;
import org.refers.app.doctor.MachineCheck;
import org.refers.app.doctor.MachineCheck.Verdict;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.app.task.WorkProgress;
import org.refers.viewer.text.Texts;

/** What the doctor says of this machine, link by link while he looks. */
public final class MachineViewModel {

    private final Texts texts;
    private final MachineCheck doctor;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper();
    private final ReadOnlyObjectWrapper<List<DoctorStep>> links = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Verdict>> verdict = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** Creates a state in which nothing was looked at. */
    public MachineViewModel(Texts texts, MachineCheck doctor, BackgroundTasks tasks, ErrorReporter errors) {
        this.texts = texts;
        this.doctor = doctor;
        this.tasks = tasks;
        this.errors = errors;
        words.set(verdictWords());
    }

    /** Whether the doctor is at work. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What was found last. */
    public ReadOnlyObjectProperty<Optional<Verdict>> verdictProperty() {
        return verdict.getReadOnlyProperty();
    }

    /** What he is doing, or his verdict, in one sentence. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** The links he has looked at, in their order; they grow while he is at work. */
    public ReadOnlyObjectProperty<List<DoctorStep>> linksProperty() {
        return links.getReadOnlyProperty();
    }

    /** Sends for the doctor, unless there is none or he is here. */
    public void check() {
        if (busy.get() || doctor == MachineCheck.NONE) {
            return;
        }
        busy.set(true);
        verdict.set(Optional.empty());
        links.set(List.of());
        words.set(texts.get("machine.busy"));
        List<DoctorStep> heard = new CopyOnWriteArrayList<>();
        // Where networks compute: both would want the whole processor.
        tasks.run(Lane.COMPUTING, progress -> doctor.check(new Listener(progress, heard)),
                new Outcome<>(this::found, this::failed, stage -> {
                    words.set(stage.phase().isEmpty() ? texts.get("machine.busy") : stage.phase() + "\u2026");
                    links.set(List.copyOf(heard));
                }));
    }

    private void found(Verdict now) {
        busy.set(false);
        verdict.set(Optional.of(now));
        words.set(verdictWords());
    }

    private void failed(Throwable problem) {
        busy.set(false);
        words.set(verdictWords());
        errors.report("doing.machine", problem);
    }

    private String verdictWords() {
        return verdict.get().map(Verdict::words).orElseGet(() -> texts.get("machine.unknown"));
    }

    /** What to do about what is wrong; empty where nothing is. */
    public List<String> advice() {
        return verdict.get().map(Verdict::advice).orElse(List.of());
    }

    /** Hears the doctor on his thread; each stage takes the screen to what is known by then. */
    private static final class Listener implements DoctorWatch {

        private final WorkProgress progress;
        private final List<DoctorStep> heard;
        private String doing = "";

        Listener(WorkProgress progress, List<DoctorStep> heard) {
            this.progress = progress;
            this.heard = heard;
        }

        @Override
        public void begins(String words) {
            doing = words;
            tell();
        }

        @Override
        public void found(DoctorStep step) {
            heard.add(step);
            tell();
        }

        private void tell() {
            progress.at(doing, heard.size(), 0);
        }
    }
}
