package org.refers.model.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.refers.model.finding.FindingLabel;

/**
 * Reads findings out of report prose by rules: which are named, on which side, and whether the report states, hedges or
 * denies them. Negation and hedge cues reach to the end of their clause, after NegEx (Chapman et al. 2001).
 *
 * <p>It scores generated reports: a reference and a generated text go through the same rules, so that a rule's blind
 * spot weighs on both. It is no labeller for training.
 */
public final class FindingExtractor {

    /** The statement that nothing is wrong, returned where a report makes it and no finding is positive. */
    public static final String NORMAL = "normal";

    private static final String SENTENCE_END = "(?<=[.!?;])\\s+|\\n\\s*\\n";

    private record Finding(String name, boolean sided, Pattern present, List<Pattern> absent) {
    }

    private record Span(Finding finding, int start, int end) {
    }

    private final Pattern sentenceEnd;
    private final List<Finding> findings;
    private final ClauseCues cues;
    private final SideFinder sides;
    private final Pattern normal;

    /** Prepares to read reports of a language. */
    public FindingExtractor(ReportLanguage language) {
        findings = language.findings().stream().map(FindingExtractor::compile).toList();
        sentenceEnd = Pattern.compile(language.abbreviations().isEmpty()
                ? SENTENCE_END
                : "(?<!(?<![\\p{L}\\p{N}])(?iu:" + ReportText.anyOf(language.abbreviations().stream())
                        + ")\\.)(?:" + SENTENCE_END + ")");
        cues = new ClauseCues(language);
        sides = new SideFinder(language);
        normal = ClauseCues.words(language.normalStatements());
    }

    /** Reads English reports. */
    public static FindingExtractor english() {
        return new FindingExtractor(ReportLanguage.english());
    }

    private static Finding compile(FindingWords words) {
        List<Pattern> absent = words.absent().stream().map(pattern -> ClauseCues.words(List.of(pattern))).toList();
        return new Finding(words.name(), words.sided(), ClauseCues.words(words.present()), absent);
    }

    /** Names of the findings that can be told, in the table's order, without {@link #NORMAL}. */
    public List<String> findings() {
        return findings.stream().map(Finding::name).toList();
    }

    /**
     * What a text says of each finding it speaks of; several mentions of one finding are taken together: present wins
     * over uncertain, uncertain over absent, and the sides of the winning mentions are united.
     *
     * @param text findings and impression, any case
     * @return by finding name, in the table's order; {@link #NORMAL} alone or beside absent findings only
     */
    public Map<String, FindingMention> extract(String text) {
        Map<String, FindingMention> found = new LinkedHashMap<>();
        findings.forEach(finding -> found.put(finding.name(),
                new FindingMention(finding.name(), Side.UNSTATED, FindingLabel.UNKNOWN)));
        boolean saidNormal = false;
        for (String sentence : sentenceEnd.split(text)) {
            String plain = ReportText.collapsed(ReportText.decoderForm(sentence)).replaceAll("[.!?;]+$", "");
            for (FindingMention mention : mentionsOf(plain)) {
                found.merge(mention.finding(), mention, FindingExtractor::together);
            }
            saidNormal |= normal.matcher(plain).find();
        }
        found.values().removeIf(mention -> mention.label() == FindingLabel.UNKNOWN);
        if (saidNormal && found.values().stream().noneMatch(FindingMention::isPositive)) {
            found.put(NORMAL, new FindingMention(NORMAL, Side.UNSTATED, FindingLabel.PRESENT));
        }
        return found;
    }

    private List<FindingMention> mentionsOf(String sentence) {
        List<FindingMention> mentions = new ArrayList<>();
        List<Span> spans = spansOf(sentence);
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            int from = i == 0 ? 0 : spans.get(i - 1).end();
            int to = i + 1 < spans.size() ? spans.get(i + 1).start() : sentence.length();
            FindingLabel label = cues.labelOf(sentence, span.start(), span.end(), to);
            Side side = label == FindingLabel.ABSENT || !span.finding().sided()
                    ? Side.UNSTATED
                    : sides.sideOf(sentence, from, span.start(), span.end(), to, i == 0, i + 1 == spans.size());
            mentions.add(new FindingMention(span.finding().name(), side, label));
        }
        addRuledOut(sentence, mentions);
        return inheritSides(mentions);
    }

    /** "Left effusion and atelectasis": the side stands once, before the first of the two. */
    private List<FindingMention> inheritSides(List<FindingMention> mentions) {
        Side last = Side.UNSTATED;
        for (int i = 0; i < mentions.size(); i++) {
            FindingMention mention = mentions.get(i);
            if (mention.isPositive() && isSided(mention.finding())) {
                last = mention.side() == Side.UNSTATED ? last : mention.side();
                mentions.set(i, new FindingMention(mention.finding(), last, mention.label()));
            }
        }
        return mentions;
    }

    private boolean isSided(String name) {
        return findings.stream().anyMatch(finding -> finding.name().equals(name) && finding.sided());
    }

    private void addRuledOut(String sentence, List<FindingMention> mentions) {
        for (Finding finding : findings) {
            boolean named = mentions.stream().anyMatch(mention -> mention.finding().equals(finding.name()));
            if (!named && finding.absent().stream().anyMatch(pattern -> pattern.matcher(sentence).find())) {
                mentions.add(new FindingMention(finding.name(), Side.UNSTATED, FindingLabel.ABSENT));
            }
        }
    }

    /** Where findings are named, from left to right; of overlapping names the longer stands. */
    private List<Span> spansOf(String sentence) {
        List<Span> all = new ArrayList<>();
        for (Finding finding : findings) {
            List<MatchResult> matches = finding.present().matcher(sentence).results().toList();
            matches.forEach(match -> all.add(new Span(finding, match.start(), match.end())));
        }
        all.sort(Comparator.comparingInt((Span span) -> span.start() - span.end()).thenComparingInt(Span::start));
        List<Span> kept = new ArrayList<>();
        for (Span span : all) {
            if (kept.stream().noneMatch(other -> span.start() < other.end() && other.start() < span.end())) {
                kept.add(span);
            }
        }
        kept.sort(Comparator.comparingInt(Span::start));
        return kept;
    }

    private static FindingMention together(FindingMention a, FindingMention b) {
        int order = Integer.compare(weight(a.label()), weight(b.label()));
        if (order != 0) {
            return order > 0 ? a : b;
        }
        return new FindingMention(a.finding(), a.side().and(b.side()), a.label());
    }

    private static int weight(FindingLabel label) {
        return switch (label) {
            case UNKNOWN -> 0;
            case ABSENT -> 1;
            case UNCERTAIN -> 2;
            case PRESENT -> 3;
        };
    }
}
