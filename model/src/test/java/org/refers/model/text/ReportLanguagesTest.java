package org.refers.model.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.Report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReportLanguagesTest {

    private static final ReportLanguages LANGUAGES = ReportLanguages.builtIn();

    @TempDir
    private Path folder;

    static Stream<String> codes() {
        return ReportLanguage.BUILT_IN.stream();
    }

    private static String said(String text) {
        return LANGUAGES.extractorOf(text).extract(text).values().stream().map(ReportLanguagesTest::line)
                .collect(Collectors.joining("; "));
    }

    private static String line(FindingMention mention) {
        String sign = Map.of(FindingLabel.PRESENT, "+", FindingLabel.UNCERTAIN, "?", FindingLabel.ABSENT, "-").get(
                mention.label());
        String side = mention.side() == Side.UNSTATED ? "" : mention.side().name().toLowerCase(Locale.ROOT) + " ";
        return sign + side + mention.finding();
    }

    /** A score over several languages is one over the same findings. */
    @ParameterizedTest
    @MethodSource("codes")
    void everyLanguageKnowsTheSameFindings(String code) {
        assertEquals(FindingExtractor.english().findings(),
                new FindingExtractor(ReportLanguage.builtIn(code)).findings());
        assertEquals(code, ReportLanguage.builtIn(code).language());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "de | BEFUND: Kein Pleuraerguss.\\nBEURTEILUNG: Unauffälliger Thorax. | Kein Pleuraerguss. | Unauffälliger Thorax.",
        "de | Klinische Angaben: Husten.\\nBefund:\\nHerz normal groß.\\nBeurteilung:\\nNormalbefund. | Herz normal groß. | Normalbefund.",
        "fr | INDICATION : toux.\\nRÉSULTATS : Pas d'épanchement.\\nCONCLUSION : Normal. | Pas d'épanchement. | Normal.",
        "fr | RESULTATS:\\nSilhouette cardiaque normale. | Silhouette cardiaque normale. | ''",
        "es | TÉCNICA: PA.\\nHALLAZGOS: Sin derrame pleural.\\nIMPRESIÓN: Normal. | Sin derrame pleural. | Normal.",
        "pt | Técnica: PA.\\nAchados: Sem derrame pleural.\\nImpressão: Normal. | Sem derrame pleural. | Normal.",
        "en | INDICATION: Cough.\\nTECHNIQUE: PA.\\nCONCLUSION: Normal chest. | '' | Normal chest."})
    void headingsTellTheLanguage(String code, String text, String findings, String impression) {
        String written = text.replace("\\n", "\n");
        assertEquals(code, LANGUAGES.languageOf(written));
        assertEquals(new Report(findings, impression), LANGUAGES.parse(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Kleiner Pleuraerguss links. | +left pleural effusion",
        "Kein Pneumothorax. Pleuraerguss rechts nicht nachweisbar. | -pleural effusion; -pneumothorax",
        "Das Herz ist vergrößert, beidseits Pleuraergüsse. | +cardiomegaly; +both pleural effusion",
        "Herz nicht vergrößert. | -cardiomegaly",
        "Rundherd im re. Oberlappen, ein Pneumothorax ist nicht auszuschließen. | ?right pneumothorax; +right nodule",
        "Verdacht auf ein Infiltrat im linken Unterlappen. | ?left infiltration",
        "Linksseitige Plattenatelektase ohne Erguss. | -pleural effusion; +left atelectasis",
        "Pas d'épanchement pleural ni de pneumothorax. | -pleural effusion; -pneumothorax",
        "Épanchement pleural gauche de faible abondance. | +left pleural effusion",
        "Le cœur est augmenté de volume. | +cardiomegaly",
        "Opacité alvéolaire de la base droite, possible pneumothorax à gauche. | ?left pneumothorax; +right consolidation",
        "La silhouette cardiaque est de taille normale. | -cardiomegaly",
        "No se observa derrame pleural ni neumotórax. | -pleural effusion; -pneumothorax",
        "Derrame pleural izquierdo. Nódulo en el pulmón derecho. | +left pleural effusion; +right nodule",
        "Silueta cardíaca aumentada de tamaño. | +cardiomegaly",
        "Posible infiltrado en la base derecha. | ?right infiltration",
        "Índice cardiotorácico normal, engrosamiento pleural bilateral. | -cardiomegaly; +both pleural thickening",
        "Não há derrame pleural. Nódulo no pulmão direito. | -pleural effusion; +right nodule",
        "Área cardíaca aumentada. Derrame pleural à esquerda. | +cardiomegaly; +left pleural effusion",
        "Possível consolidação no lobo inferior esquerdo. | ?left consolidation",
        "Seios costofrênicos livres, sem pneumotórax. | -pleural effusion; -pneumothorax"})
    void findingsAreReadInTheirLanguage(String text, String expected) {
        assertEquals(expected, said(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Erguss links, Rechtsverbreiterung; die linke Lunge, linksseitig. | Erguss rechts, Linksverbreiterung; die rechte Lunge, rechtsseitig.",
        "Pleuraerguss li. und Herdschatten re. basal, rechtfertigend | Pleuraerguss re. und Herdschatten li. basal, rechtfertigend",
        "Opacité de la base droite, le poumon gauche est clair. | Opacité de la base gauche, le poumon droit est clair.",
        "Épanchement à gauche ; coupole gauche surélevée, pas au lobe droit. | Épanchement à droite ; coupole droite surélevée, pas au lobe gauche.",
        "Derrame izquierdo en la base IZQUIERDA. | Derrame derecho en la base DERECHA.",
        "Derrame à direita, lobo superior esquerdo; não dos seios. | Derrame à esquerda, lobo superior direito; não dos seios."})
    void sidesSwapInTheirLanguageAndBack(String text, String mirrored) {
        assertEquals(mirrored, LANGUAGES.mirrorSides(text));
        assertEquals(text, LANGUAGES.mirrorSides(mirrored));
    }

    /** French marks the gender on the right side only: a word that no table can know gets the masculine form. */
    @Test
    void aFrenchNounOfUnknownGenderChangesSideAllTheSame() {
        assertEquals("Une image droit du poumon.", LANGUAGES.mirrorSides("Une image gauche du poumon."));
    }

    @Test
    void aTextThatSaysNothingOfItsLanguageIsEnglish() {
        assertEquals("en", LANGUAGES.languageOf("Normal. RAS 12"));
        assertEquals("en", LANGUAGES.languageOf(""));
    }

    @Test
    void everyRealEnglishReportIsReadAsBefore() throws IOException {
        ReportText english = ReportText.english();
        for (String report : RealData.openiReports()) {
            assertEquals("en", LANGUAGES.languageOf(report), report);
            assertEquals(english.mirrorSides(report), LANGUAGES.mirrorSides(report));
        }
    }

    @Test
    void aWorkspaceMayBringALanguage() throws IOException {
        Path file = ReportLanguages.fileIn(folder, "it");
        Files.createDirectories(file.getParent());
        String table = Files.readString(Path.of("src/main/resources/org/refers/model/text/languages/es.json"));
        Files.writeString(file, table.replace("\"language\": \"es\"", "\"language\": \"it\"")
                .replaceFirst("\"common\": \\[", "\"common\": [\"versamento\", \"della\", "));
        ReportLanguages languages = ReportLanguages.of(folder);

        assertEquals(List.of("en", "de", "fr", "es", "pt", "it"), languages.codes());
        assertEquals("it", languages.languageOf("Versamento della base."));
    }

    /** The form of earlier versions had no everyday words: such a table is read where it is asked for, and never guessed. */
    @Test
    void aTableOfTheFirstVersionStillReads() throws IOException {
        Path file = Files.writeString(folder.resolve("old.json"),
                """
                        {"version": 1, "language": "it",
                         "headers": {"findings": ["reperti"], "impression": ["conclusioni"], "other": ["tecnica"]},
                         "sides": {"mirrored": [["sinistro", "destro"]], "left": ["sinistro"], "right": ["destro"], "both": ["bilaterale"],
                                   "listCuts": [","]},
                         "cues": {"pseudoNegations": ["x"], "negationsBefore": ["non"], "negationsAfter": ["x"], "hedgesBefore": ["x"],
                                  "hedgesAfter": ["x"], "scopeEnds": ["ma"]},
                         "normalStatements": ["x"], "findings": []}
                        """);
        ReportLanguage italian = ReportLanguage.read(file);

        assertEquals(new Report("Versamento destro.", "x"), ReportLanguages.only(italian).parse(
                "Reperti: Versamento destro. Conclusioni: x"));
        assertEquals("Versamento sinistro", ReportLanguages.only(italian).mirrorSides("Versamento destro"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"version\": 3}", "{\"version\": 2, \"language\": \"it\"}", "null"})
    void aFileThatIsNoTableIsRefusedInWords(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.json"), text);
        IOException thrown = assertThrows(IOException.class, () -> ReportLanguage.read(file));
        assertTrue(thrown.getMessage().startsWith("is no table"), thrown.getMessage());
    }

    @Test
    void aWrongExpressionIsNamed() throws IOException {
        String table = Files.readString(Path.of("src/main/resources/org/refers/model/text/languages/es.json"));
        Path file = Files.writeString(folder.resolve("bad.json"), table.replace("\"masas?\"", "\"masas(\""));
        IOException thrown = assertThrows(IOException.class, () -> ReportLanguage.read(file));
        assertTrue(thrown.getMessage().contains("masas("), thrown.getMessage());
    }
}
