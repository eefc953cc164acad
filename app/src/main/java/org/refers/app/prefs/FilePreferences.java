package org.refers.app.prefs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.model.store.AtomicFiles;

/**
 * Preferences in a JSON file of the user's settings folder. They are read once, before the window opens, and written in
 * the background. A file that cannot be read, or is of a version this program does not know, is left alone until
 * something is changed, and the defaults hold.
 */
public final class FilePreferences implements PreferencesStore {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final Path file;
    private final BackgroundTasks tasks;
    private final Consumer<Throwable> unwritable;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile Preferences now;

    /**
     * Reads the preferences. Not on the JavaFX thread.
     *
     * @param file where they are, if they are
     * @param tasks where they are written
     * @param unwritable told when they cannot be
     */
    public FilePreferences(Path file, BackgroundTasks tasks, Consumer<Throwable> unwritable) {
        this.file = file;
        this.tasks = tasks;
        this.unwritable = unwritable;
        this.now = read(file);
    }

    private static Preferences read(Path file) {
        try {
            Preferences read = JSON.readValue(Files.readString(file), Preferences.class);
            return read.format() == Preferences.FORMAT ? read : Preferences.DEFAULT;
        } catch (IOException absentOrDamaged) {
            return Preferences.DEFAULT;
        }
    }

    @Override
    public Preferences now() {
        return now;
    }

    @Override
    public void change(UnaryOperator<Preferences> change) {
        Preferences before = now;
        now = change.apply(now);
        // A drag changes many times a second; whatever is set when the write begins is what is kept.
        if (!now.equals(before) && scheduled.compareAndSet(false, true)) {
            tasks.run(Lane.FILES, progress -> {
                scheduled.set(false);
                write(now);
                return true;
            }, Outcome.of(done -> {
            }, unwritable));
        }
    }

    private void write(Preferences preferences) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFiles.writeBytes(file, bytes(preferences));
    }

    private static byte[] bytes(Preferences preferences) throws JsonProcessingException {
        return JSON.writeValueAsString(preferences).getBytes(StandardCharsets.UTF_8);
    }
}
