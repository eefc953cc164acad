package org.refers.model.text;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Whole made-up reports, written as radiologists of each language write them: headings, sides and denials together. */
class WholeReportsTest {

    private static final ReportLanguages LANGUAGES = ReportLanguages.builtIn();

    /** A report, and what a reader takes from it. */
    record Case(String language, String text, String findings, String impression, String said) {

        @Override
        public String toString() {
            return language + " " + said;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("de", """
                        Röntgen Thorax in 2 Ebenen vom 12.03.2024
                        Klinische Angaben: Luftnot, Z. n. Bypass-OP.
                        Fragestellung: Stauung? Infiltrat?
                        Befund:
                        Im Vergleich zur Voraufnahme das Herz unverändert vergrößert. Rechtsseitiger Pleuraerguss,
                        links kein Erguss. Kein Pneumothorax. Keine Stauungszeichen.
                        Beurteilung:
                        Kardiomegalie mit Pleuraerguss rechts. Kein Infiltrat.
                        """,
                        "Im Vergleich zur Voraufnahme das Herz unverändert vergrößert. Rechtsseitiger Pleuraerguss,"
                                + " links kein Erguss. Kein Pneumothorax. Keine Stauungszeichen.",
                        "Kardiomegalie mit Pleuraerguss rechts. Kein Infiltrat.",
                        "+cardiomegaly; +right pleural effusion; -infiltration; -pneumothorax"),
                new Case("fr",
                        """
                                RADIOGRAPHIE THORACIQUE DE FACE ET DE PROFIL
                                Indication : dyspnée, fièvre.
                                Technique : face debout et profil gauche.
                                Résultats :
                                Épanchement pleural gauche de moyenne abondance. Pas de pneumothorax. La silhouette cardiaque est
                                augmentée de volume. Absence de nodule pulmonaire.
                                Conclusion :
                                Épanchement pleural gauche et cardiomégalie.
                                """,
                        "Épanchement pleural gauche de moyenne abondance. Pas de pneumothorax. La silhouette cardiaque"
                                + " est augmentée de volume. Absence de nodule pulmonaire.",
                        "Épanchement pleural gauche et cardiomégalie.",
                        "+cardiomegaly; +left pleural effusion; -nodule; -pneumothorax"),
                new Case("es", """
                        RADIOGRAFÍA DE TÓRAX PA Y LATERAL
                        Motivo: disnea de esfuerzo.
                        Técnica: proyecciones PA y lateral.
                        Hallazgos:
                        Cardiomegalia. Derrame pleural derecho con atelectasia del lóbulo inferior derecho. No se
                        observan nódulos pulmonares. Sin signos de neumotórax.
                        Impresión:
                        Derrame pleural derecho. Cardiomegalia.
                        """, "Cardiomegalia. Derrame pleural derecho con atelectasia del lóbulo inferior derecho. No se"
                        + " observan nódulos pulmonares. Sin signos de neumotórax.",
                        "Derrame pleural derecho. Cardiomegalia.",
                        "+cardiomegaly; +right atelectasis; +right pleural effusion; -nodule; -pneumothorax"),
                new Case("pt", """
                        RADIOGRAFIA DE TÓRAX EM PA E PERFIL
                        Indicação: tosse há três semanas.
                        Técnica: incidências em PA e perfil.
                        Achados:
                        Consolidação no lobo inferior esquerdo. Pequeno derrame pleural à esquerda. Não há pneumotórax.
                        Área cardíaca normal.
                        Impressão:
                        Consolidação à esquerda com pequeno derrame pleural.
                        """, "Consolidação no lobo inferior esquerdo. Pequeno derrame pleural à esquerda. Não há"
                        + " pneumotórax. Área cardíaca normal.",
                        "Consolidação à esquerda com pequeno derrame pleural.",
                        "+left consolidation; +left pleural effusion; -cardiomegaly; -pneumothorax"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void headingsSidesAndDenialsAreRead(Case report) {
        assertEquals(report.language, LANGUAGES.languageOf(report.text));
        Report parsed = LANGUAGES.parse(report.text);
        assertEquals(report.findings, flat(parsed.findings()));
        assertEquals(report.impression, flat(parsed.impression()));
        assertEquals(report.said, said(parsed));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mirroredTwiceItIsTheSameReportAndOnceTheOtherSide(Case report) {
        Report parsed = LANGUAGES.parse(report.text);
        String written = flat(parsed.findings() + " " + parsed.impression());
        String mirrored = LANGUAGES.mirrorSides(written);
        assertEquals(written, LANGUAGES.mirrorSides(mirrored));
        String swapped = report.said.replace("left ", "LEFT ").replace("right ", "left ").replace("LEFT ", "right ");
        assertEquals(swapped, said(mirrored));
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String said(Report report) {
        return said(flat(report.findings() + " " + report.impression()));
    }

    private static String said(String text) {
        return LANGUAGES.extractorOf(text).extract(text).values().stream().map(WholeReportsTest::line).sorted()
                .collect(Collectors.joining("; "));
    }

    private static String line(FindingMention mention) {
        String sign = Map.of(FindingLabel.PRESENT, "+", FindingLabel.UNCERTAIN, "?", FindingLabel.ABSENT, "-")
                .getOrDefault(mention.label(), "");
        String side = mention.side() == Side.UNSTATED ? "" : mention.side().name().toLowerCase(Locale.ROOT) + " ";
        return sign + side + mention.finding();
    }
}
