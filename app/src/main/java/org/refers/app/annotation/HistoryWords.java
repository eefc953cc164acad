package org.refers.app.annotation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.Deed;
import org.refers.model.workspace.annotation.JournalStep;
import org.refers.model.workspace.annotation.StepKind;
import org.refers.viewer.text.Texts;

/** Steps in words. */
final class HistoryWords {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Texts texts;
    private final ZoneId zone;

    HistoryWords(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    /** When it was, by the clock of this machine. */
    String time(Instant time) {
        return TIME.format(time.atZone(zone));
    }

    /** What a step did; {@code study} tells its labels from those of a radiograph. */
    String of(JournalStep step, String study) {
        List<AnnotationChange> changes = step.kind() == StepKind.UNDONE
                ? step.changes().stream().map(AnnotationChange::inverse).toList()
                : step.changes();
        String done = changes.size() == 1 && step.parts() == 1
                ? words(changes.getFirst(), study, step.kind() == StepKind.BROUGHT_BACK)
                : many(changes, step.parts());
        return step.kind() == StepKind.MADE ? done : texts.format("annotate.step." + step.kind().word(), done);
    }

    private String many(List<AnnotationChange> changes, int parts) {
        long boxes = changes.stream().filter(AnnotationChange.OfBox.class::isInstance).count();
        long labels = changes.stream().filter(AnnotationChange.OfLabel.class::isInstance).count();
        String here = texts.format("annotate.history.many", boxes, labels, changes.size() - boxes - labels);
        return parts == changes.size() ? here : texts.format("annotate.history.inall", here, parts);
    }

    private String words(AnnotationChange change, String study, boolean nameOnly) {
        Deed deed = Deed.of(change);
        return switch (change) {
            case AnnotationChange.OfBox box -> box(box, nameOnly && deed == Deed.ADDED ? "back" : deed.word());
            case AnnotationChange.OfLabel label -> {
                String words = "annotate.deed.label." + deed.word();
                String finding = plain(label.finding());
                String said = switch (deed) {
                    case ADDED -> texts.format(words, finding, word(label.after()));
                    case REMOVED -> texts.format(words, finding, word(label.before()));
                    default -> texts.format(words, finding, word(label.before()), word(label.after()));
                };
                yield label.subject().equals(study) ? texts.format("annotate.deed.study", said) : said;
            }
            case AnnotationChange.OfMeasurement measured -> texts.get("annotate.deed."
                    + measured.before().or(measured::after).orElseThrow().kind().name().toLowerCase(Locale.ROOT) + "."
                    + (nameOnly && deed == Deed.ADDED ? "back" : deed.word()));
            case AnnotationChange.Several several -> many(several.parts(), several.parts().size());
        };
    }

    private String box(AnnotationChange.OfBox box, String deed) {
        String before = plain(box.before().or(box::after).map(ReaderBox::finding).orElseThrow());
        String after = plain(box.after().or(box::before).map(ReaderBox::finding).orElseThrow());
        return before.equals(after)
                ? texts.format("annotate.deed.box." + deed, before)
                : texts.format("annotate.deed.box." + deed, before, after);
    }

    private String word(FindingLabel label) {
        return texts.get("annotate.label." + label.name().toLowerCase(Locale.ROOT)).toLowerCase(Locale.ROOT);
    }

    private static String plain(String finding) {
        return finding.replace('_', ' ');
    }
}
