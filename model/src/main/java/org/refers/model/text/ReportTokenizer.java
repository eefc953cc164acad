package org.refers.model.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Turns report text into the token ids that the report transformer reads and writes, and back. Implementations are
 * immutable and safe to share between threads.
 */
public interface ReportTokenizer {

    /**
     * The ids of a text: start, pieces, end. The text is brought to {@link ReportText#decoderForm(String)} first.
     *
     * @return at least the start and the end token
     */
    int[] encode(String text);

    /**
     * The ids of a text, cut at the right to a number of tokens. A long report so loses its end token, as in the
     * method: the network must not learn that a report ends where it was cut.
     *
     * @param maxTokens at least 1
     */
    default int[] encode(String text, int maxTokens) {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("max tokens must be at least 1, not " + maxTokens);
        }
        int[] ids = encode(text);
        return ids.length <= maxTokens ? ids : Arrays.copyOf(ids, maxTokens);
    }

    /**
     * The text of ids. Start, padding and mask are left out, and reading ends at the first end token.
     *
     * @throws IllegalArgumentException if an id is outside the vocabulary
     */
    String decode(int[] ids);

    /** Number of ids; all ids are below it. */
    int vocabularySize();

    /** The ids that stand for no text. */
    SpecialTokens special();

    /** The file form of this tokenizer. */
    byte[] toBytes();

    /** The name under which a run folder keeps this tokenizer: {@code tokenizer.json} or {@code tokenizer.model}. */
    String fileName();

    /**
     * Reads a tokenizer: a Hugging Face {@code tokenizer.json} or a SentencePiece BPE model, told apart by content.
     *
     * @throws IOException if the file cannot be read or is no tokenizer this program knows; the message says why
     */
    static ReportTokenizer load(Path file) throws IOException {
        byte[] bytes = TokenizerFile.bytes(file);
        try {
            return startsLikeJson(bytes) ? TokenizerFile.readReportTokenizer(bytes) : SentencePieceFile.read(bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException(file.getFileName() + " cannot be read as a tokenizer: " + e.getMessage(), e);
        }
    }

    private static boolean startsLikeJson(byte[] bytes) {
        int first = 0;
        while (first < bytes.length && Character.isWhitespace(bytes[first])) {
            first++;
        }
        return first < bytes.length && bytes[first] == '{';
    }
}
