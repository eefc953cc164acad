package org.refers.app.training;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.refers.app.dialog.FileDialogs;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.app.task.Work;
import org.refers.model.image.PngWriter;
import org.refers.model.store.AtomicFiles;
import org.refers.viewer.chart.ChartCapture;
import org.refers.viewer.chart.RunChart;
import org.refers.viewer.chart.RunChart.Format;
import org.refers.viewer.text.Texts;

/** Saves what a chart shows, in the background. */
public final class ChartFiles {

    private final Texts texts;
    private final FileDialogs dialogs;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;

    /** Creates a saver that asks for the file. */
    public ChartFiles(Texts texts, FileDialogs dialogs, BackgroundTasks tasks, ErrorReporter errors) {
        this.texts = texts;
        this.dialogs = dialogs;
        this.tasks = tasks;
        this.errors = errors;
    }

    /** Asks for a file and saves what the chart shows then; without a file, nothing happens. */
    public void save(Format format, String name, Supplier<ChartCapture> capture) {
        String ending = "." + format.name().toLowerCase(Locale.ROOT);
        Optional<Path> chosen = dialogs.chooseNewFile(texts.get("chart.export.title"), name + ending);
        if (chosen.isEmpty()) {
            return;
        }
        Path file = chosen.get();
        ChartCapture shown = capture.get();
        switch (format) {
            case SVG -> write(file, work -> {
                AtomicFiles.writeString(file, shown.svg());
                return file;
            });
            case CSV -> write(file, work -> {
                writeTable(file, shown);
                return file;
            });
            case PNG -> RunChart.picture(shown, image -> write(file, work -> {
                PngWriter.writeRgb(file, (int) image.getHeight(), (int) image.getWidth(), rgb(image));
                return file;
            }));
        }
    }

    private void write(Path file, Work<Path> work) {
        tasks.run(Lane.FILES, work,
                Outcome.of(written -> errors.tell(texts.format("chart.export.saved", file.getFileName())),
                        problem -> errors.report("doing.chart", problem)));
    }

    private static void writeTable(Path file, ChartCapture shown) throws IOException {
        AtomicFiles.write(file, channel -> {
            // Closing the writer would close the channel, which is flushed to the disk after this.
            Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8);
            shown.writeCsv(out);
            out.flush();
        });
    }

    /** Red, green and blue of an opaque picture. */
    static byte[] rgb(WritableImage image) {
        int columns = (int) image.getWidth();
        int rows = (int) image.getHeight();
        byte[] bgra = new byte[Math.multiplyExact(Math.multiplyExact(rows, columns), 4)];
        image.getPixelReader().getPixels(0, 0, columns, rows, PixelFormat.getByteBgraPreInstance(), bgra, 0,
                columns * 4);
        byte[] rgb = new byte[rows * columns * 3];
        for (int i = 0; i < rows * columns; i++) {
            rgb[3 * i] = bgra[4 * i + 2];
            rgb[3 * i + 1] = bgra[4 * i + 1];
            rgb[3 * i + 2] = bgra[4 * i];
        }
        return rgb;
    }
}
