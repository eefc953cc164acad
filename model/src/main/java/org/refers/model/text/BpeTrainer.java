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
 * Trains the report transformer's tokenizer on the reports of the training split.
 *
 * @param vocabularySize greatest number of ids, special ones and single characters included; a small corpus gives fewer
 * @param minimumFrequency how often a pair must occur to become a piece
 */
public record BpeTrainer(int vocabularySize, int minimumFrequency) {

    /** As many as the published model has. */
    public static final int DEFAULT_VOCABULARY_SIZE = 10_000;

    /** A piece seen once cannot be learned, and would carry a patient's rare word into a shared file. */
    public static final int DEFAULT_MINIMUM_FREQUENCY = 2;

    /** Creates a trainer. */
    public BpeTrainer {
        if (vocabularySize <= BpeReportTokenizer.SPECIAL.size() || minimumFrequency < 1) {
            throw new IllegalArgumentException(
                    "no vocabulary of " + vocabularySize + " pieces at frequency " + minimumFrequency);
        }
    }

    /** A trainer with the published model's vocabulary size. */
    public static BpeTrainer standard() {
        return new BpeTrainer(DEFAULT_VOCABULARY_SIZE, DEFAULT_MINIMUM_FREQUENCY);
    }

    /**
     * Trains on texts as they were written; they are normalised here.
     *
     * @throws IllegalArgumentException if the texts hold no word, or more different characters than the vocabulary has
     *     room for
     */
    public ReportTokenizer train(Iterable<String> texts) {
        Map<String, Long> words = new TreeMap<>();
        texts.forEach(text -> BpeReportTokenizer.words(text).forEach(word -> words.merge(word, 1L, Long::sum)));
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no report has a word to learn a tokenizer from");
        }
        Set<String> pieces = new LinkedHashSet<>(BpeReportTokenizer.SPECIAL);
        pieces.addAll(alphabet(words));
        int room = vocabularySize - pieces.size();
        if (room < 0) {
            throw new IllegalArgumentException("the reports hold " + pieces.size()
                    + " different characters and special tokens; ask for a vocabulary of at least that size");
        }
        List<BpeVocabulary.Pair> merges = new PairLearner(inSymbols(words), String::concat).learn(room,
                minimumFrequency);
        merges.stream().map(BpeVocabulary.Pair::merged).forEach(pieces::add);
        return new BpeReportTokenizer(new BpeVocabulary(new ArrayList<>(pieces), merges));
    }

    private static TreeSet<String> alphabet(Map<String, Long> words) {
        TreeSet<String> alphabet = new TreeSet<>();
        words.keySet().forEach(word -> alphabet.addAll(PieceMerger.symbolsOf(word)));
        return alphabet;
    }

    private static Map<List<String>, Long> inSymbols(Map<String, Long> words) {
        Map<List<String>, Long> corpus = new LinkedHashMap<>();
        words.forEach((word, count) -> corpus.put(PieceMerger.symbolsOf(word), count));
        return corpus;
    }
}
