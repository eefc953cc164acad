package org.refers.model.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.refers.model.text.BpeVocabulary.Pair;

/**
 * The learning half of byte-pair encoding (Sennrich et al. 2016): merges the most frequent pair of neighbouring pieces,
 * again and again. Equal counts are broken by the pieces' text, so that the same reports give the same vocabulary in any
 * order. Counts are kept up to date instead of taken anew, so the work grows with the merges' occurrences.
 */
final class PairLearner {

    /** What a merge is called: plain joining, or WordPiece's joining that drops the continuation sign. */
    interface Joiner {
        String join(String left, String right);
    }

    private record Ranked(long count, Pair pair) {
    }

    private static final Comparator<Ranked> MOST_FREQUENT = Comparator.comparingLong(Ranked::count).reversed()
            .thenComparing(ranked -> ranked.pair().left()).thenComparing(ranked -> ranked.pair().right());

    private final Joiner joiner;
    private final List<List<String>> words = new ArrayList<>();
    private final List<Long> frequencies = new ArrayList<>();
    private final Map<Pair, Long> counts = new HashMap<>();
    private final Map<Pair, Set<Integer>> places = new HashMap<>();
    private final PriorityQueue<Ranked> queue = new PriorityQueue<>(MOST_FREQUENT);

    /** Prepares to learn from words, each given as its symbols with how often it occurs. */
    PairLearner(Map<List<String>, Long> corpus, Joiner joiner) {
        this.joiner = joiner;
        corpus.forEach((symbols, frequency) -> {
            words.add(new ArrayList<>(symbols));
            frequencies.add(frequency);
        });
        for (int w = 0; w < words.size(); w++) {
            count(w, 1);
        }
        counts.forEach((pair, count) -> queue.add(new Ranked(count, pair)));
    }

    /** Learns up to a number of merges of pairs that occur at least as often as asked. */
    List<Pair> learn(int most, long minimumFrequency) {
        List<Pair> merges = new ArrayList<>();
        for (Ranked best = queue.poll(); best != null && merges.size() < most; best = queue.poll()) {
            long now = counts.getOrDefault(best.pair(), 0L);
            if (now == best.count() && now >= minimumFrequency) {
                merges.add(best.pair());
                apply(best.pair());
            }
        }
        return merges;
    }

    private void apply(Pair pair) {
        String joined = joiner.join(pair.left(), pair.right());
        Set<Pair> touched = new HashSet<>();
        for (int w : List.copyOf(places.getOrDefault(pair, Set.of()))) {
            touched.addAll(pairsOf(words.get(w)));
            count(w, -1);
            replace(words.get(w), pair, joined);
            count(w, 1);
            touched.addAll(pairsOf(words.get(w)));
        }
        for (Pair changed : touched) {
            queue.add(new Ranked(counts.getOrDefault(changed, 0L), changed));
        }
    }

    private void count(int word, int sign) {
        for (Pair pair : pairsOf(words.get(word))) {
            counts.merge(pair, sign * frequencies.get(word), Long::sum);
            if (sign > 0) {
                places.computeIfAbsent(pair, key -> new HashSet<>()).add(word);
            } else {
                places.getOrDefault(pair, new HashSet<>()).remove(word);
            }
        }
    }

    private static List<Pair> pairsOf(List<String> word) {
        List<Pair> pairs = new ArrayList<>(word.size());
        for (int i = 0; i + 1 < word.size(); i++) {
            pairs.add(new Pair(word.get(i), word.get(i + 1)));
        }
        return pairs;
    }

    private static void replace(List<String> word, Pair pair, String joined) {
        for (int i = 0; i + 1 < word.size(); i++) {
            if (word.get(i).equals(pair.left()) && word.get(i + 1).equals(pair.right())) {
                word.set(i, joined);
                word.remove(i + 1);
            }
        }
    }
}
