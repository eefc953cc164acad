package org.refers.model.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Trains a BERT vocabulary on the reports of the training split, where no pre-trained text encoder is imported. Pieces
 * are found by pair frequency, as common trainers do; the original likelihood rule was never published.
 *
 * @param vocabularySize greatest number of ids; a small corpus gives fewer
 * @param minimumFrequency how often a pair must occur to become a piece
 * @param casing whether text is lower-cased first
 */
public record WordPieceTrainer(int vocabularySize, int minimumFrequency, Casing casing) {

    /** As many as BERT-base cased has. */
    public static final int DEFAULT_VOCABULARY_SIZE = 28_996;

    /** Creates a trainer. */
    public WordPieceTrainer {
        if (vocabularySize <= WordPieceTokenizer.SPECIAL.size() || minimumFrequency < 1) {
            throw new IllegalArgumentException(
                    "no vocabulary of " + vocabularySize + " pieces at frequency " + minimumFrequency);
        }
    }

    /** A trainer for uncased text, since a small corpus has too few capitals to learn them apart. */
    public static WordPieceTrainer standard() {
        return new WordPieceTrainer(DEFAULT_VOCABULARY_SIZE, BpeTrainer.DEFAULT_MINIMUM_FREQUENCY, Casing.UNCASED);
    }

    /**
     * Trains on texts as they were written.
     *
     * @throws IllegalArgumentException if the texts hold no word, or more different characters than the vocabulary has
     *     room for
     */
    public WordPieceTokenizer train(Iterable<String> texts) {
        Map<List<String>, Long> corpus = corpusOf(texts);
        if (corpus.isEmpty()) {
            throw new IllegalArgumentException("no report has a word to learn a vocabulary from");
        }
        Set<String> alphabet = new TreeSet<>();
        corpus.keySet().forEach(alphabet::addAll);
        Set<String> pieces = new LinkedHashSet<>(WordPieceTokenizer.SPECIAL);
        pieces.addAll(alphabet);
        if (pieces.size() > vocabularySize) {
            throw new IllegalArgumentException("the reports hold " + pieces.size()
                    + " different characters and special tokens; ask for a vocabulary of at least that size");
        }
        for (BpeVocabulary.Pair merge : new PairLearner(corpus, WordPieceTrainer::join)
                .learn(vocabularySize - pieces.size(), minimumFrequency)) {
            pieces.add(join(merge.left(), merge.right()));
        }
        return new WordPieceTokenizer(new ArrayList<>(pieces), casing);
    }

    private Map<List<String>, Long> corpusOf(Iterable<String> texts) {
        Map<String, Long> words = new TreeMap<>();
        texts.forEach(text -> BertWords.of(text, casing).forEach(word -> words.merge(word, 1L, Long::sum)));
        Map<List<String>, Long> corpus = new LinkedHashMap<>();
        words.forEach((word, count) -> {
            List<String> symbols = new ArrayList<>(PieceMerger.symbolsOf(word));
            symbols.replaceAll(symbol -> WordPieceTokenizer.CONTINUED + symbol);
            symbols.set(0, symbols.getFirst().substring(WordPieceTokenizer.CONTINUED.length()));
            corpus.put(symbols, count);
        });
        return corpus;
    }

    private static String join(String left, String right) {
        return left + right.substring(WordPieceTokenizer.CONTINUED.length());
    }
}
