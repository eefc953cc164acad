package org.refers.model.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refers.model.finding.FindingLabel;

/** Decides from the words around a named finding whether a clause states, hedges or denies it. */
final class ClauseCues {

    private final Pattern pseudo;
    private final Pattern negationBefore;
    private final Pattern negationAfter;
    private final Pattern hedgeBefore;
    private final Pattern hedgeAfter;
    private final Pattern scopeEnd;

    ClauseCues(ReportLanguage language) {
        pseudo = words(language.cues().pseudoNegations());
        negationBefore = words(language.cues().negationsBefore());
        negationAfter = words(language.cues().negationsAfter());
        hedgeBefore = words(language.cues().hedgesBefore());
        hedgeAfter = words(language.cues().hedgesAfter());
        scopeEnd = words(language.cues().scopeEnds());
    }

    /** Any of the expressions as whole words. */
    static Pattern words(List<String> expressions) {
        // Sentences come without accents, so the expressions lose theirs.
        return Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + ReportText.withoutMarks(String.join("|", expressions))
                + ")(?![\\p{L}\\p{N}])");
    }

    /**
     * The label of a finding that is named at [start, end) of a lower-case sentence.
     *
     * @param next where the next finding is named, or the sentence's end
     */
    FindingLabel labelOf(String sentence, int start, int end, int next) {
        String masked = masked(sentence);
        // A cue may stand inside the name ("heart is not enlarged"), so the look back reaches to its end.
        String before = masked.substring(clauseStart(masked, start), end);
        String after = masked.substring(end, clauseEnd(masked, end));
        String near = sentence.substring(end, Math.max(end, Math.min(next, clauseEnd(sentence, end))));
        if (hedgeAfter.matcher(after).find() || hedgeAfter.matcher(near).find()) {
            return FindingLabel.UNCERTAIN;
        }
        if (negationBefore.matcher(before).find() || negationAfter.matcher(after).find()) {
            return FindingLabel.ABSENT;
        }
        return hedgeBefore.matcher(before).find() ? FindingLabel.UNCERTAIN : FindingLabel.PRESENT;
    }

    /** The sentence with the words of no-change phrases blotted out, at unchanged positions. */
    private String masked(String sentence) {
        return pseudo.matcher(sentence).replaceAll(match -> " ".repeat(match.end() - match.start()));
    }

    private int clauseStart(String sentence, int before) {
        Matcher matcher = scopeEnd.matcher(sentence).region(0, before);
        int start = 0;
        while (matcher.find()) {
            start = matcher.end();
        }
        return start;
    }

    private int clauseEnd(String sentence, int from) {
        Matcher matcher = scopeEnd.matcher(sentence).region(from, sentence.length());
        return matcher.find() ? matcher.start() : sentence.length();
    }
}
