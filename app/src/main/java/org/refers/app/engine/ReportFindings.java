package org.refers.app.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refers.app.study.ComparedReports;
import org.refers.model.finding.FindingLabel;
import org.refers.model.text.FindingExtractor;
import org.refers.model.text.FindingMention;
import org.refers.model.text.ReportLanguages;
import org.refers.model.text.Side;
import org.refers.viewer.report.FindingComparison;
import org.refers.viewer.report.FindingComparison.Verdict;
import org.refers.viewer.report.ReportComparison;
import org.refers.viewer.text.Texts;

/** Compares two reports by the findings that the rules of the report metrics read out of them. */
final class ReportFindings {

    private final ReportLanguages languages = ReportLanguages.builtIn();
    private final Texts texts;

    ReportFindings(Texts texts) {
        this.texts = texts;
    }

    /** Both by sentence, and the findings that one of both calls present or uncertain. */
    ComparedReports compare(String generated, String reference) {
        FindingExtractor extractor = languages.extractorOf(reference);
        ReportComparison rows = ReportComparison.of(generated, reference, extractor::extract);
        boolean both = !generated.isBlank() && !reference.isBlank();
        return new ComparedReports(rows, both ? findings(extractor, generated, reference) : List.of());
    }

    private List<FindingComparison> findings(FindingExtractor extractor, String generated, String reference) {
        Map<String, FindingMention> ours = extractor.extract(generated);
        Map<String, FindingMention> theirs = extractor.extract(reference);
        List<String> names = new ArrayList<>(extractor.findings());
        names.add(FindingExtractor.NORMAL);
        List<FindingComparison> compared = new ArrayList<>();
        for (String name : names) {
            FindingMention mine = mention(ours, name);
            FindingMention his = mention(theirs, name);
            if (mine.isPositive() || his.isPositive()) {
                compared.add(
                        new FindingComparison(capitalised(name), words(mine), words(his), verdict(mine, his)));
            }
        }
        return compared;
    }

    private static Verdict verdict(FindingMention mine, FindingMention his) {
        if (mine.isPositive() != his.isPositive()) {
            return his.isPositive() ? Verdict.MISSING : Verdict.EXTRA;
        }
        return mine.side() == his.side() ? Verdict.AGREES : Verdict.SIDE_DIFFERS;
    }

    private static FindingMention mention(Map<String, FindingMention> found, String name) {
        return found.getOrDefault(name, new FindingMention(name, Side.UNSTATED, FindingLabel.UNKNOWN));
    }

    private String words(FindingMention mention) {
        String label = texts.get(mention.label() == FindingLabel.UNKNOWN
                ? "finding.unmentioned"
                : "finding." + mention.label().name().toLowerCase(Locale.ROOT));
        return mention.side() == Side.UNSTATED || !mention.isPositive()
                ? label
                : texts.format("finding.sided", texts.get("side." + mention.side().name().toLowerCase(Locale.ROOT)),
                        label);
    }

    private static String capitalised(String name) {
        String words = name.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
