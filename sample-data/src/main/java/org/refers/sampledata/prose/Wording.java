package org.refers.sampledata.prose;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.body.Form;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.body.Side;

/**
 * One finding in words: which phrases it takes and what fills their braces. Findings on both sides that are one thing
 * (effusions, infiltrates) are worded together.
 */
final class Wording {

    private final PhraseBook book;
    private final Seeded seeded;
    private final Lesion lesion;
    private final boolean bilateral;
    private final Map<String, String> blanks = new HashMap<>();

    Wording(PhraseBook book, Seeded seeded, List<Lesion> together) {
        this.book = book;
        this.seeded = seeded;
        this.bilateral = together.size() > 1;
        this.lesion = together.stream().reduce((a, b) -> a.size() >= b.size() ? a : b).orElseThrow();
        fill();
    }

    private void fill() {
        FindingKind kind = lesion.kind();
        blanks.put("side", word(lesion.side()));
        blanks.put("other", word(lesion.side().other()));
        blanks.put("zone", book.say("zone." + word(lesion.zone()), seeded, Map.of()));
        blanks.put("zoneword", word(lesion.zone()));
        String grade = grade();
        boolean heart = kind == FindingKind.CARDIOMEGALY;
        blanks.put("degree", heart ? heartDegree(grade) : book.say("degree." + grade, seeded, Map.of()));
        blanks.put("adverb", book.say("heart." + grade, seeded, Map.of()));
        blanks.put("size", size());
        if (kind == FindingKind.MASS) {
            blanks.put("form", book.say("form." + word(lesion.form()), seeded, Map.of()));
        }
        if (kind == FindingKind.CONSOLIDATION) {
            blanks.put("texture", book.say("texture." + word(lesion.form()), seeded, Map.of()));
        }
    }

    private static String heartDegree(String grade) {
        return switch (grade) {
            case "small" -> "mild";
            case "moderate" -> "moderate";
            default -> "marked";
        };
    }

    /** Small, moderate or large, by the finding's size. */
    private String grade() {
        double small = switch (lesion.kind()) {
            case CARDIOMEGALY -> .585;
            case PLEURAL_EFFUSION -> 4.8;
            case PNEUMOTHORAX -> 2;
            default -> 1;
        };
        double large = switch (lesion.kind()) {
            case CARDIOMEGALY -> .645;
            case PLEURAL_EFFUSION -> 9;
            case PNEUMOTHORAX -> 4;
            default -> 2;
        };
        return lesion.size() < small ? "small" : lesion.size() < large ? "moderate" : "large";
    }

    private String size() {
        if (lesion.kind() == FindingKind.NODULE && seeded.chance(.6)) {
            return Math.round(10 * lesion.size()) + " mm";
        }
        return String.format(Locale.ROOT, "%.1f cm", lesion.size());
    }

    private String form() {
        return lesion.form() == Form.PLAIN || !book.has(key() + "." + word(lesion.form()) + ".findings")
                ? ""
                : "." + word(lesion.form());
    }

    FindingKind kind() {
        return lesion.kind();
    }

    private String key() {
        return lesion.kind().label();
    }

    String findings() {
        String key = key() + (bilateral && hasBilateralForm() ? bilateralForm() : form() + ".findings");
        return book.sentence(key, seeded, blanks);
    }

    private boolean hasBilateralForm() {
        return book.has(key() + bilateralForm());
    }

    private String bilateralForm() {
        return form() + ".bilateral";
    }

    String impression() {
        String both = key() + ".impression.bilateral";
        return book.sentence(bilateral && book.has(both) ? both : key() + ".impression", seeded, blanks);
    }

    String hedged() {
        return book.sentence(key() + ".hedged", seeded, blanks);
    }

    /** What became of it since the last study. */
    String change(List<Lesion> before) {
        double was = before.stream().filter(other -> other.kind() == lesion.kind() && other.side() == lesion.side())
                .mapToDouble(Lesion::size).max().orElse(0);
        double ratio = was == 0 ? 0 : lesion.size() / was;
        boolean heart = lesion.kind() == FindingKind.CARDIOMEGALY;
        double tolerance = heart ? .012 : .09;
        String key = was == 0
                ? "new"
                : ratio > 1 + tolerance ? "increased" : ratio < 1 - tolerance ? "decreased" : "unchanged";
        return book.sentence("change." + key, seeded, blanks);
    }

    String resolved() {
        Map<String, String> name = Map.of("name", book.say(key() + ".name", seeded, blanks));
        return book.sentence("resolved", seeded, name);
    }

    static String word(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
