package org.refers.sampledata.prose;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.body.Side;
import org.refers.sampledata.body.SyntheticStudy;

/**
 * Dictates the report of a study. Every finding is in FINDINGS (or in the IMPRESSION of a report that has nothing else);
 * the impression may leave a lesser one out, as people do.
 */
public final class ReportWriter {

    private static final double IMPRESSION_ALONE = 0.04;
    private static final double LEFT_OUT = 0.15;
    private static final Set<FindingKind> LUNG = EnumSet.of(FindingKind.NODULE, FindingKind.MASS,
            FindingKind.CONSOLIDATION, FindingKind.ATELECTASIS, FindingKind.INFILTRATION);
    private static final Set<FindingKind> TOGETHER = EnumSet.of(FindingKind.PLEURAL_EFFUSION, FindingKind.INFILTRATION);

    private final PhraseBook book = PhraseBook.english();
    private final SyntheticStudy study;
    private final boolean lateral;
    private final Seeded seeded;

    /** Creates a writer for one study; {@code lateral}: whether there is a lateral view. */
    public ReportWriter(SyntheticStudy study, boolean lateral) {
        this.study = study;
        this.lateral = lateral;
        this.seeded = new Seeded(study.seed()).split(3);
    }

    /** The whole report, headings included, each line ended. */
    public String write() {
        StringBuilder text = new StringBuilder();
        String views = lateral ? "pair" : "single";
        String frontal = study.visit().bedside() ? "ap" : "pa";
        if (seeded.chance(.5)) {
            section(text, "EXAMINATION", say("examination." + frontal + "." + views));
        }
        if (seeded.chance(.7)) {
            section(text, "INDICATION", say("indication"));
        }
        if (seeded.chance(.6)) {
            section(text, "TECHNIQUE", say("technique." + frontal + "." + views));
        }
        if (study.visit().isFollowUp() || seeded.chance(.5)) {
            section(text, "COMPARISON", study.visit().isFollowUp()
                    ? book.sentence("comparison.prior", seeded, Map.of("date", study.visit().previous().toString()))
                    : say("comparison.none"));
        }
        List<Wording> wordings = wordings();
        boolean alone = seeded.chance(IMPRESSION_ALONE);
        if (!alone) {
            section(text, "FINDINGS", String.join(" ", findings(wordings)));
        }
        section(text, "IMPRESSION", impression(wordings, alone));
        return text.toString();
    }

    private static void section(StringBuilder text, String heading, String body) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(heading).append(":\n").append(body).append('\n');
    }

    private String say(String key) {
        return book.sentence(key, seeded, Map.of());
    }

    /** One wording a finding; effusions and infiltrates of both sides in one. */
    private List<Wording> wordings() {
        List<Wording> wordings = new ArrayList<>();
        for (FindingKind kind : FindingKind.values()) {
            List<Lesion> lesions = study.lesions().stream().filter(lesion -> lesion.kind() == kind).toList();
            if (TOGETHER.contains(kind) && lesions.size() > 1) {
                wordings.add(new Wording(book, seeded, lesions));
            } else {
                lesions.forEach(lesion -> wordings.add(new Wording(book, seeded, List.of(lesion))));
            }
        }
        return wordings;
    }

    private List<String> findings(List<Wording> wordings) {
        List<String> heart = new ArrayList<>();
        List<String> lungs = new ArrayList<>();
        List<String> pleura = new ArrayList<>();
        for (Wording wording : wordings) {
            List<String> to = wording.kind() == FindingKind.CARDIOMEGALY
                    ? heart
                    : LUNG.contains(wording.kind()) ? lungs : pleura;
            to.add(wording.findings());
            if (study.visit().isFollowUp() && seeded.chance(.7)) {
                to.add(wording.change(study.before()));
            }
        }
        for (Lesion lesion : study.hedged()) {
            String hedged = new Wording(book, seeded, List.of(lesion)).hedged();
            (LUNG.contains(lesion.kind()) ? lungs : pleura).add(hedged);
        }
        heartRest(heart);
        lungRest(lungs);
        pleuraRest(pleura);
        List<String> all = new ArrayList<>();
        boolean lungsFirst = seeded.chance(.35);
        all.addAll(lungsFirst ? lungs : heart);
        all.addAll(lungsFirst ? pleura : lungs);
        all.addAll(lungsFirst ? heart : pleura);
        resolved(all);
        if (seeded.chance(.45)) {
            all.add(say("bones.normal"));
        }
        return all;
    }

    private void heartRest(List<String> heart) {
        if (!study.has(FindingKind.CARDIOMEGALY)) {
            heart.add(say("heart.normal"));
        }
        if (seeded.chance(.4)) {
            heart.add(say("mediastinum.normal"));
        }
    }

    private void lungRest(List<String> lungs) {
        List<Lesion> lesions = new ArrayList<>(study.lesions());
        lesions.addAll(study.hedged());
        List<Lesion> inLungs = lesions.stream().filter(lesion -> LUNG.contains(lesion.kind())).toList();
        if (inLungs.isEmpty()) {
            lungs.add(study.lesions().isEmpty()
                    ? say("lungs.clear")
                    : say(seeded.chance(.5) ? "lungs.clear" : "consolidation.absent"));
            return;
        }
        Side side = inLungs.get(0).side();
        boolean oneSided = inLungs.stream().allMatch(lesion -> lesion.side() == side);
        if (oneSided && seeded.chance(.5)) {
            lungs.add(book.sentence("lung.clear", seeded, Map.of("side", Wording.word(side.other()))));
        } else if (seeded.chance(.3)) {
            lungs.add(say("rest.clear"));
        } else if (inLungs.stream().noneMatch(lesion -> lesion.kind() == FindingKind.CONSOLIDATION)
                && seeded.chance(.4)) {
            lungs.add(say("consolidation.absent"));
        }
    }

    private void pleuraRest(List<String> pleura) {
        boolean fluid = spoken(FindingKind.PLEURAL_EFFUSION);
        boolean air = spoken(FindingKind.PNEUMOTHORAX);
        if (!fluid && !air) {
            pleura.add(say("pleura.clear"));
        } else if (!air) {
            pleura.add(say("pneumothorax.absent"));
        } else if (!fluid) {
            pleura.add(say("effusion.absent"));
        }
    }

    private boolean spoken(FindingKind kind) {
        return study.has(kind) || study.hedged().stream().anyMatch(lesion -> lesion.kind() == kind);
    }

    private void resolved(List<String> all) {
        if (!study.visit().isFollowUp()) {
            return;
        }
        for (FindingKind kind : FindingKind.values()) {
            List<Lesion> gone = study.before().stream().filter(lesion -> lesion.kind() == kind).toList();
            if (!gone.isEmpty() && !spoken(kind)) {
                all.add(new Wording(book, seeded, List.of(gone.get(0))).resolved());
            }
        }
    }

    private String impression(List<Wording> wordings, boolean alone) {
        List<String> lines = new ArrayList<>();
        for (Wording wording : wordings) {
            if (alone || lines.isEmpty() && wordings.indexOf(wording) == wordings.size() - 1
                    || !seeded.chance(LEFT_OUT)) {
                lines.add(wording.impression());
            }
        }
        for (Lesion lesion : study.hedged()) {
            if (alone || lines.isEmpty() || seeded.chance(.6)) {
                lines.add(new Wording(book, seeded, List.of(lesion)).hedged());
            }
        }
        if (lines.isEmpty()) {
            return say(study.before().isEmpty() ? "normal.impression" : "stable.impression");
        }
        if (lines.size() > 1 && seeded.chance(.4)) {
            for (int i = 0; i < lines.size(); i++) {
                lines.set(i, i + 1 + ". " + lines.get(i));
            }
            return String.join("\n", lines);
        }
        return String.join(" ", lines);
    }
}
