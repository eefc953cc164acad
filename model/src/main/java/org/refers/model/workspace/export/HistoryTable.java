package org.refers.model.workspace.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.refers.model.finding.ReaderBox;
import org.refers.model.store.AtomicFiles;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.AnnotationJournal;
import org.refers.model.workspace.annotation.Deed;
import org.refers.model.workspace.annotation.ItemJson;
import org.refers.model.workspace.annotation.JournalStep;

/** Writes the history of what readers drew and said as a CSV table: a row a box, label or measurement that a step changed. */
public final class HistoryTable {

    private static final String HEAD = "step,time,reader,kind,about,radiograph,study,thing,deed,whose,finding,id,before,"
            + "after\n";
    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HistoryTable() {
    }

    /**
     * Writes all steps, oldest first.
     *
     * @param goOn hears how many steps are done and says whether to go on
     * @return how many steps were written
     * @throws CancellationException if it was stopped; then the file is as it was before
     */
    public static long write(AnnotationJournal journal, Path file, LongPredicate goOn) throws IOException {
        AtomicLong steps = new AtomicLong();
        try {
            AtomicFiles.write(file, channel -> {
                Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8);
                out.write(HEAD);
                journal.each(step -> {
                    take(out, step);
                    if (!goOn.test(steps.incrementAndGet())) {
                        throw new CancellationException("stopped");
                    }
                    return true;
                });
                out.flush();
            });
        } catch (UncheckedIOException unwritable) {
            throw unwritable.getCause();
        }
        return steps.get();
    }

    private static void take(Writer out, JournalStep step) {
        try {
            write(out, step);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void write(Writer out, JournalStep step) throws IOException {
        String head = step.number() + "," + TIME.format(step.time()) + "," + TableSink.quoted(step.reader()) + ","
                + step.kind().word() + "," + (step.about().isPresent() ? step.about().getAsLong() : "") + ",";
        for (AnnotationChange change : step.changes()) {
            out.write(head);
            out.write(name(change));
            out.write(TableSink.quoted(ItemJson.before(change).orElse("")));
            out.write(',');
            out.write(TableSink.quoted(ItemJson.after(change).orElse("")));
            out.write('\n');
        }
    }

    private static String name(AnnotationChange change) {
        String deed = Deed.of(change).word() + "," + TableSink.quoted(change.owner()) + ",";
        return switch (change) {
            case AnnotationChange.OfBox box -> box.subject() + ",,box," + deed + TableSink.quoted(
                    box.after().or(box::before).map(ReaderBox::finding).orElseThrow()) + "," + box.id() + ",";
            // Keys of studies begin with an s, those of radiographs with an r.
            case AnnotationChange.OfLabel label -> (label.subject().startsWith("s")
                    ? "," + label.subject()
                    : label.subject() + ",") + ",label," + deed + TableSink.quoted(label.finding()) + ",,";
            case AnnotationChange.OfMeasurement measured -> measured.subject() + ",,measurement," + deed + ","
                    + measured.id() + ",";
            case AnnotationChange.Several several -> throw new IllegalArgumentException("not a single thing");
        };
    }
}
