package org.refers.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.refers.app.annotation.AnnotationFilesViewModel;
import org.refers.app.annotation.AnnotationPanel;
import org.refers.app.dialog.FileDialogs;
import org.refers.app.frame.Answer;
import org.refers.model.workspace.export.BoxFormat;
import org.refers.viewer.text.Texts;

/** Asks users which files of boxes and labels to read, and how and where to write them. */
final class AnnotationExchange implements AnnotationPanel.Exchange {

    private final Texts texts;
    private final FileDialogs dialogs;
    private final AnnotationFilesViewModel files;
    private final Consumer<List<Answer>> ask;
    private final Consumer<String> tell;

    /**
     * Creates an exchange.
     *
     * @param ask shows the ways to write, of which the user takes one
     * @param tell says a sentence
     */
    AnnotationExchange(Texts texts, FileDialogs dialogs, AnnotationFilesViewModel files, Consumer<List<Answer>> ask,
            Consumer<String> tell) {
        this.texts = texts;
        this.dialogs = dialogs;
        this.files = files;
        this.ask = ask;
        this.tell = tell;
    }

    @Override
    public void importFiles() {
        if (isBusy()) {
            return;
        }
        List<Path> chosen = dialogs.chooseFiles(texts.get("choose.annotations"), texts.get("choose.annotations.kind"),
                List.of("csv", "json", "dcm"));
        if (!chosen.isEmpty()) {
            files.read(chosen);
        }
    }

    @Override
    public void exportFiles() {
        if (isBusy()) {
            return;
        }
        ask.accept(List.of(answer("export-csv", "annotate.export.csv", BoxFormat.CSV),
                answer("export-coco", "annotate.export.coco", BoxFormat.COCO),
                answer("export-sr", "annotate.export.sr", BoxFormat.SR),
                answer("export-gsps", "annotate.export.gsps", BoxFormat.GSPS),
                new Answer("export-history", texts.get("annotate.export.history"), false, this::exportHistory)));
    }

    /** Whether files are being read or written, and says so: a file that is asked for would come to nothing. */
    private boolean isBusy() {
        boolean busy = files.goingProperty().get().isPresent();
        if (busy) {
            tell.accept(texts.get("annotate.files.busy"));
        }
        return busy;
    }

    private void exportHistory() {
        dialogs.chooseNewFile(texts.get("choose.annotations.file"), "annotation-history.csv").ifPresent(file -> files
                .writeHistory(file, steps -> texts.format("annotate.export.history.done", steps, file)));
    }

    private Answer answer(String id, String words, BoxFormat format) {
        return new Answer(id, texts.get(words), false,
                () -> place(format).ifPresent(target -> files.write(format, target)));
    }

    private Optional<Path> place(BoxFormat format) {
        return switch (format) {
            case SR, SEG, GSPS -> dialogs.chooseFolder(texts.get("choose.annotations.folder"));
            case CSV -> dialogs.chooseNewFile(texts.get("choose.annotations.file"), "annotations.csv");
            case COCO -> dialogs.chooseNewFile(texts.get("choose.annotations.file"), "annotations.json");
        };
    }
}
