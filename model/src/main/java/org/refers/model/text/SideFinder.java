package org.refers.model.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the side that belongs to a named finding among the words before and after it. */
final class SideFinder {

    private final Pattern left;
    private final Pattern right;
    private final Pattern both;
    private final Pattern cut;

    SideFinder(ReportLanguage language) {
        left = ClauseCues.words(language.sides().left());
        right = ClauseCues.words(language.sides().right());
        both = ClauseCues.words(language.sides().both());
        cut = Pattern.compile(language.sides().listCuts().stream().map(ReportText::withoutMarks)
                .map(word -> Character.isLetter(word.charAt(0))
                        ? "\\b" + Pattern.quote(word) + "\\b"
                        : Pattern.quote(word))
                .collect(Collectors.joining("|")));
    }

    /**
     * The side of a finding named at [start, end) of a sentence, between its neighbours.
     *
     * @param from end of the finding before, or the sentence's start
     * @param to start of the finding after, or the sentence's end
     * @param first whether no finding stands before
     * @param last whether no finding stands after
     */
    Side sideOf(String sentence, int from, int start, int end, int to, boolean first, boolean last) {
        String before = sentence.substring(from, start);
        String after = sentence.substring(end, to);
        Matcher cutBefore = cut.matcher(before);
        Matcher cutAfter = cut.matcher(after);
        // Between two findings the first cut parts what belongs to each; without one, all belongs to the second.
        String own = first ? before : cutBefore.find() ? before.substring(cutBefore.end()) : before;
        String tail = last ? after : cutAfter.find() ? after.substring(0, cutAfter.start()) : "";
        Side near = sideIn(own + " " + sentence.substring(start, end));
        return near == Side.UNSTATED ? sideIn(tail) : near;
    }

    private Side sideIn(String words) {
        Side side = both.matcher(words).find() ? Side.BOTH : Side.UNSTATED;
        side = left.matcher(words).find() ? side.and(Side.LEFT) : side;
        return right.matcher(words).find() ? side.and(Side.RIGHT) : side;
    }
}
