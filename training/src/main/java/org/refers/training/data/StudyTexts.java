package org.refers.training.data;

import org.refers.model.text.ReportLanguages;
import org.refers.model.text.ReportTokenizer;
import org.refers.model.text.WordPieceTokenizer;

/**
 * The tokens of a report for both readers of it, and its mirrored form.
 *
 * @param languages tell the language of each text, find and swap its words for sides
 * @param report tokenizer of the report transformer
 * @param text tokenizer of the text encoder
 * @param maxTokens longest report in tokens, for both
 */
public record StudyTexts(ReportLanguages languages, ReportTokenizer report, WordPieceTokenizer text, int maxTokens) {

    /** Tokens of the report transformer, cut at the right. */
    public int[] reportTokens(String text, boolean mirrored) {
        return report.encode(mirrored ? languages.mirrorSides(text) : text, maxTokens);
    }

    /** Tokens of the text encoder. */
    public int[] textTokens(String written, boolean mirrored) {
        return text.encode(mirrored ? languages.mirrorSides(written) : written, maxTokens);
    }
}
