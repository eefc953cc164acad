package org.refers.sampledata.prose;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;
import org.refers.model.text.FindingExtractor;
import org.refers.model.text.FindingMention;
import org.refers.model.text.ReportText;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Population;
import org.refers.sampledata.body.Side;
import org.refers.sampledata.body.SyntheticStudy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The prose says what is true. It is read by the rules that score generated reports, which know nothing of the truth. */
class ReportWriterTest {

    private static final FindingExtractor READER = FindingExtractor.english();

    private static List<SyntheticStudy> studies(long seed, int count) {
        Population population = new Population(seed);
        return population.places(count).stream().map(population::study).toList();
    }

    private static Report report(SyntheticStudy study) {
        return ReportText.english().parse(new ReportWriter(study, true).write());
    }

    @Test
    void everyFindingIsToldWithItsSideAndNothingElse() {
        for (SyntheticStudy study : studies(31, 800)) {
            String text = report(study).text();
            Map<String, FindingMention> told = READER.extract(text);
            for (FindingKind kind : FindingKind.values()) {
                FindingMention mention = told.get(kind.label().replace('_', ' '));
                FindingLabel label = mention == null ? FindingLabel.ABSENT : mention.label();
                assertEquals(truth(study, kind), label, study.id() + " " + kind + ": " + text);
                if (label == FindingLabel.PRESENT && mention != null && kind != FindingKind.CARDIOMEGALY) {
                    String side = side(study, kind);
                    assertTrue(mention.side().name().startsWith(side),
                            study.id() + " " + kind + " " + side + ": " + text);
                }
            }
        }
    }

    private static FindingLabel truth(SyntheticStudy study, FindingKind kind) {
        boolean hedged = study.hedged().stream().anyMatch(lesion -> lesion.kind() == kind);
        return study.has(kind) ? FindingLabel.PRESENT : hedged ? FindingLabel.UNCERTAIN : FindingLabel.ABSENT;
    }

    private static String side(SyntheticStudy study, FindingKind kind) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        study.lesions().stream().filter(lesion -> lesion.kind() == kind).map(Lesion::side).forEach(sides::add);
        return sides.size() == 2 ? "BOTH" : sides.iterator().next().name();
    }

    @Test
    void proseVaries() {
        Set<String> normal = new HashSet<>();
        Set<String> effusions = new HashSet<>();
        int impressionAlone = 0;
        int shorter = 0;
        List<SyntheticStudy> studies = studies(32, 800);
        for (SyntheticStudy study : studies) {
            Report report = report(study);
            impressionAlone += report.findings().isEmpty() ? 1 : 0;
            assertTrue(!report.impression().isEmpty(), study.id());
            if (study.lesions().isEmpty()) {
                normal.add(report.findings());
            } else if (study.has(FindingKind.PLEURAL_EFFUSION)) {
                effusions.add(report.findings());
            }
            boolean full = READER.extract(report.impression()).values().stream().filter(FindingMention::isPositive)
                    .count() >= study.lesions().stream().map(Lesion::kind).distinct().count();
            shorter += full ? 0 : 1;
        }
        assertTrue(normal.size() > 150, "ways to say normal: " + normal.size());
        assertTrue(effusions.size() > 60, "ways to tell of effusions: " + effusions.size());
        assertTrue(impressionAlone > 10 && impressionAlone < 70, "impression alone: " + impressionAlone);
        assertTrue(shorter > 20 && shorter < 160, "impressions that leave something out: " + shorter);
    }

    @Test
    void followUpsCompareWithTheDateBefore() {
        int compared = 0;
        for (SyntheticStudy study : studies(33, 300)) {
            String text = new ReportWriter(study, true).write();
            if (study.visit().isFollowUp()) {
                assertTrue(text.contains(study.visit().previous().toString()), text);
                compared++;
            } else {
                assertTrue(!text.contains("prior study") && !text.contains("resolved"), text);
            }
        }
        assertTrue(compared > 20, "follow-ups: " + compared);
    }

    @Test
    void noBraceIsLeftAndLinesEnd() {
        for (SyntheticStudy study : studies(34, 300)) {
            String text = new ReportWriter(study, study.visit().order() % 2 == 0).write();
            assertTrue(!text.contains("{") && !text.contains("}") && !text.contains("  "), text);
            assertTrue(text.endsWith(".\n"), text);
        }
    }
}
