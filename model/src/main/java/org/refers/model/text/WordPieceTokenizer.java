package org.refers.model.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BERT's tokenizer (Devlin et al. 2019): words and punctuation, each cut into the longest pieces of the vocabulary from
 * the left. Immutable.
 */
public final class WordPieceTokenizer {

    static final String PAD = "[PAD]";
    static final String UNKNOWN = "[UNK]";
    static final String CLASSIFY = "[CLS]";
    static final String SEPARATE = "[SEP]";
    static final String MASK = "[MASK]";
    static final List<String> SPECIAL = List.of(PAD, UNKNOWN, CLASSIFY, SEPARATE, MASK);
    static final String CONTINUED = "##";

    /** Longer words become unknown, as in BERT: the search is quadratic in the word's length. */
    static final int LONGEST_WORD = 100;

    private final List<String> vocabulary;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Casing casing;

    /**
     * Creates a tokenizer.
     *
     * @param vocabulary pieces at the index that is their id; must hold [PAD], [UNK], [CLS] and [SEP]
     * @param casing whether text is lower-cased first
     */
    public WordPieceTokenizer(List<String> vocabulary, Casing casing) {
        this.vocabulary = List.copyOf(vocabulary);
        this.casing = casing;
        for (int i = 0; i < vocabulary.size(); i++) {
            ids.putIfAbsent(vocabulary.get(i), i);
        }
        for (String needed : List.of(PAD, UNKNOWN, CLASSIFY, SEPARATE)) {
            if (!ids.containsKey(needed)) {
                throw new IllegalArgumentException("the vocabulary has no " + needed);
            }
        }
    }

    /**
     * Reads a vocabulary: a {@code vocab.txt} of one piece a line, or a Hugging Face {@code tokenizer.json}, which also
     * says its casing.
     *
     * @param casing used for a {@code vocab.txt}, which does not say
     * @throws IOException if the file cannot be read or is no WordPiece vocabulary
     */
    public static WordPieceTokenizer load(Path file, Casing casing) throws IOException {
        byte[] bytes = TokenizerFile.bytes(file);
        try {
            if (bytes.length > 0 && bytes[0] == '{') {
                return TokenizerFile.readWordPiece(bytes);
            }
            return new WordPieceTokenizer(new String(bytes, StandardCharsets.UTF_8).lines().toList(), casing);
        } catch (IllegalArgumentException e) {
            throw new IOException(file.getFileName() + " cannot be read as a BERT vocabulary: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the text of a Hugging Face {@code tokenizer.json}.
     *
     * @throws IllegalArgumentException if it is no WordPiece vocabulary
     */
    public static WordPieceTokenizer ofJson(String json) {
        return TokenizerFile.readWordPiece(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The ids of a text: [CLS], pieces, [SEP]. Pieces beyond the limit are cut at the right; [SEP] always stays.
     *
     * @param maxTokens at least 2, the two special tokens included
     */
    public int[] encode(String text, int maxTokens) {
        if (maxTokens < 2) {
            throw new IllegalArgumentException("max tokens must be at least 2, not " + maxTokens);
        }
        List<Integer> pieces = new ArrayList<>();
        for (String word : BertWords.of(text, casing)) {
            if (pieces.size() >= maxTokens - 2) {
                break;
            }
            pieces.addAll(piecesOf(word));
        }
        int kept = Math.min(pieces.size(), maxTokens - 2);
        int[] result = new int[kept + 2];
        result[0] = idOf(CLASSIFY);
        for (int i = 0; i < kept; i++) {
            result[i + 1] = pieces.get(i);
        }
        result[kept + 1] = idOf(SEPARATE);
        return result;
    }

    private List<Integer> piecesOf(String word) {
        int[] symbols = word.codePoints().toArray();
        List<Integer> pieces = new ArrayList<>();
        int start = 0;
        while (start < symbols.length && symbols.length <= LONGEST_WORD) {
            int end = symbols.length;
            while (end > start && !ids.containsKey(piece(symbols, start, end))) {
                end--;
            }
            if (end == start) {
                return List.of(idOf(UNKNOWN));
            }
            pieces.add(idOf(piece(symbols, start, end)));
            start = end;
        }
        return symbols.length > LONGEST_WORD ? List.of(idOf(UNKNOWN)) : pieces;
    }

    private static String piece(int[] symbols, int start, int end) {
        return (start > 0 ? CONTINUED : "") + new String(symbols, start, end - start);
    }

    private int idOf(String piece) {
        Integer id = ids.get(piece);
        if (id == null) {
            throw new IllegalArgumentException("the vocabulary has no " + piece);
        }
        return id;
    }

    /** Text of ids, pieces joined and special tokens left out; spaces around punctuation are not restored. */
    public String decode(int[] tokens) {
        StringBuilder text = new StringBuilder();
        for (int id : tokens) {
            String piece = vocabulary.get(id);
            if (piece.startsWith(CONTINUED)) {
                text.append(piece, CONTINUED.length(), piece.length());
            } else if (!SPECIAL.contains(piece)) {
                text.append(' ').append(piece);
            }
        }
        return text.toString().strip();
    }

    /** Number of ids. */
    public int vocabularySize() {
        return vocabulary.size();
    }

    /** The id that pads a batch. */
    public int pad() {
        return idOf(PAD);
    }

    /** Pieces at the index that is their id. */
    public List<String> vocabulary() {
        return vocabulary;
    }

    /** Whether text is lower-cased first. */
    public Casing casing() {
        return casing;
    }

    /** This tokenizer as a Hugging Face {@code tokenizer.json}. */
    public byte[] toBytes() {
        return TokenizerFile.ofWordPiece(this);
    }

    /** This vocabulary as a {@code vocab.txt}; it does not hold the casing. */
    public byte[] toVocabularyText() {
        return (String.join("\n", vocabulary) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
