package org.refers.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tokenizer that {@link BpeTrainer} makes: byte-pair encoding over words and single punctuation marks, a word's
 * leading space written as U+2581.
 */
final class BpeReportTokenizer implements ReportTokenizer {

    static final String PAD = "[PAD]";
    static final String START = "[SOS]";
    static final String END = "[EOS]";
    static final String UNKNOWN = "[UNK]";

    /**
     * Padding is 0 as the network's padding row wants it, start and end are 1 and 2 as in the published model. Unknown
     * has an id of its own: were it padding, a report that holds a rare character would be masked in its middle.
     */
    static final List<String> SPECIAL = List.of(PAD, START, END, UNKNOWN);

    static final char SPACE_MARK = '\u2581';

    private final BpeVocabulary vocabulary;
    private final Map<String, Integer> ids;
    private final Map<BpeVocabulary.Pair, Integer> ranks;

    BpeReportTokenizer(BpeVocabulary vocabulary) {
        this.vocabulary = vocabulary;
        ids = vocabulary.ids();
        ranks = vocabulary.ranks();
        if (!vocabulary.pieces().subList(0, Math.min(SPECIAL.size(), vocabulary.pieces().size())).equals(SPECIAL)) {
            throw new IllegalArgumentException("the vocabulary must begin with " + SPECIAL);
        }
    }

    @Override
    public int[] encode(String text) {
        List<Integer> result = new ArrayList<>();
        result.add(special().start());
        for (String word : words(text)) {
            for (String piece : PieceMerger.merge(PieceMerger.symbolsOf(word), this::rank)) {
                result.add(ids.getOrDefault(piece, special().unknown()));
            }
        }
        result.add(special().end());
        return result.stream().mapToInt(Integer::intValue).toArray();
    }

    private int rank(String left, String right) {
        return ranks.getOrDefault(new BpeVocabulary.Pair(left, right), Integer.MAX_VALUE);
    }

    /** Words with their space mark, and punctuation marks each alone, so that "opacity." and "opacity," share a word. */
    static List<String> words(String text) {
        String plain = ReportText.collapsed(ReportText.decoderForm(text)).replace(' ', SPACE_MARK);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        (plain.isEmpty() ? plain : SPACE_MARK + plain).codePoints().forEach(c -> {
            if (c == SPACE_MARK || Punctuation.contains(c)) {
                flush(word, words);
            }
            word.appendCodePoint(c);
            if (Punctuation.contains(c)) {
                flush(word, words);
            }
        });
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    @Override
    public String decode(int[] tokens) {
        StringBuilder text = new StringBuilder();
        for (int id : tokens) {
            if (id == special().end()) {
                break;
            }
            String piece = vocabulary.pieces().get(checked(id));
            text.append(id == special().pad() || id == special().start() ? "" : piece);
        }
        return ReportText.collapsed(text.toString().replace(SPACE_MARK, ' '));
    }

    private int checked(int id) {
        if (id < 0 || id >= vocabularySize()) {
            throw new IllegalArgumentException("token " + id + " is outside the vocabulary of " + vocabularySize());
        }
        return id;
    }

    @Override
    public int vocabularySize() {
        return vocabulary.pieces().size();
    }

    @Override
    public SpecialTokens special() {
        return new SpecialTokens(0, 3, 1, 2);
    }

    @Override
    public byte[] toBytes() {
        return TokenizerFile.ofReportTokenizer(vocabulary);
    }

    @Override
    public String fileName() {
        return "tokenizer.json";
    }
}
