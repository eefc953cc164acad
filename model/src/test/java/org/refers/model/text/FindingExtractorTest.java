package org.refers.model.text;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.model.finding.FindingLabel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FindingExtractorTest {

    private final FindingExtractor extractor = FindingExtractor.english();

    /** What a text says, as "+left pleural effusion, ?nodule, -mass" in the order of the table. */
    private String said(String text) {
        return extractor.extract(text).values().stream().map(FindingExtractorTest::line).collect(Collectors.joining(
                "; "));
    }

    private static String line(FindingMention mention) {
        String sign = Map.of(FindingLabel.PRESENT, "+", FindingLabel.UNCERTAIN, "?", FindingLabel.ABSENT, "-").get(
                mention.label());
        String side = mention.side() == Side.UNSTATED ? "" : mention.side().name().toLowerCase(Locale.ROOT) + " ";
        return sign + side + mention.finding();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "There is a small left pleural effusion. | +left pleural effusion",
        "No pleural effusion, pneumothorax, or focal consolidation. | -pleural effusion; -pneumothorax; -consolidation",
        "Bilateral pleural effusions, right greater than left. | +both pleural effusion",
        "Pleural effusion on the right. | +right pleural effusion",
        "Effusion is seen on the left and a nodule in the right upper lobe. | +left pleural effusion; +right nodule",
        "Left basilar atelectasis and effusion. | +left pleural effusion; +left atelectasis",
        "The heart is moderately enlarged. | +cardiomegaly",
        "The heart is not enlarged. | -cardiomegaly",
        "Heart size is normal. | -cardiomegaly",
        "The cardiomediastinal silhouette is within normal limits. Lungs are clear. | -cardiomegaly; -consolidation; -atelectasis; -infiltration; +normal",
        "Pneumothorax is not seen. | -pneumothorax",
        "The right pneumothorax has resolved. | -pneumothorax",
        "No change in the left pleural effusion. | +left pleural effusion",
        "No pneumothorax but a small right effusion. | +right pleural effusion; -pneumothorax",
        "Possible nodule in the left lower lobe. | ?left nodule",
        "A small right pneumothorax cannot be excluded. | ?right pneumothorax",
        "Opacity that may represent consolidation in the RLL. | ?right consolidation",
        "Left apical pleural thickening. | +left pleural thickening",
        "Blunting of the left costophrenic angle. | +left pleural effusion",
        "5 mm nodular density, left mid lung; no mass. | +left nodule; -mass",
        "No acute cardiopulmonary abnormality. | +normal",
        "Pericardial effusion. Mass effect. | ''",
        "Clear lungs without infiltrate. | -consolidation; -atelectasis; -infiltration; +normal",
        "Patchy infiltrates in both lung bases. | +both infiltration",
        "Stable mass-like opacity at the right hilum. | +right mass",
        "Plate-like atelectasis at the left base, otherwise no effusion. | -pleural effusion; +left atelectasis"})
    void proseIsReadAsARadiologistWould(String text, String expected) {
        assertEquals(expected, said(text));
    }

    @Test
    void presentWinsOverTheDenialOfAnotherSentence() {
        assertEquals("+left pleural effusion", said("No effusion on the lateral view. Small left effusion."));
        assertEquals("+both pleural effusion", said("Left effusion. Right effusion."));
    }

    @Test
    void mirroringAReportMirrorsItsSides() {
        ReportText reports = ReportText.english();
        for (String text : List.of("Small left effusion and a right nodule.",
                "Consolidation in the RLL. Bilateral effusions.")) {
            Map<String, FindingMention> before = extractor.extract(text);
            Map<String, FindingMention> after = extractor.extract(reports.mirrorSides(text));
            before.forEach((name, mention) -> assertEquals(mention.side().mirrored(), after.get(name).side()));
        }
    }

    /**
     * Agreement with the manual MeSH labels of 3,190 real reports. Those were assigned by people who also used the
     * indication, and "minimal" findings are often left out, so the bounds are below 1; they guard against a broken
     * rule.
     */
    @Test
    void realReportsAgreeWithTheirManualLabels() throws IOException {
        Map<String, String> mesh = Map.of("cardiomegaly", "Cardiomegaly", "pleural effusion", "Pleural Effusion",
                "pneumothorax", "Pneumothorax", "atelectasis", "Pulmonary Atelectasis");
        List<Map<String, String>> rows = RealData.openi();
        StringBuilder table = new StringBuilder();
        for (Map.Entry<String, String> entry : mesh.entrySet()) {
            int both = 0;
            int said = 0;
            int labelled = 0;
            for (Map<String, String> row : rows) {
                FindingMention mention = extractor.extract(row.get("findings") + "\n\n" + row.get("impression")).get(
                        entry.getKey());
                boolean positive = mention != null && mention.isPositive();
                boolean label = row.get("mesh_major").contains(entry.getValue());
                both += positive && label ? 1 : 0;
                said += positive ? 1 : 0;
                labelled += label ? 1 : 0;
            }
            table.append(String.format(Locale.ROOT, "%s: precision %.3f, recall %.3f of %d%n", entry.getKey(),
                    (double) both / said, (double) both / labelled, labelled));
            assertTrue((double) both / labelled > 0.9, table.toString());
            assertTrue((double) both / said > 0.8, table.toString());
        }
    }
}
