package org.refers.model.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The encoding half of byte-pair encoding: merges neighbouring pieces, the best pair first and the leftmost of equals,
 * until no pair can be merged. Takes n log n steps, so that a hostile text without spaces cannot stall a run.
 */
final class PieceMerger {

    /** The order in which pairs merge. */
    interface Ranks {

        /** Rank of a pair, the lowest first; {@link Integer#MAX_VALUE} if the pair does not merge. */
        int of(String left, String right);
    }

    private record Candidate(int rank, int left, int right, String merged) {
    }

    private static final Comparator<Candidate> BEST_THEN_LEFTMOST = Comparator.comparingInt(Candidate::rank)
            .thenComparingInt(Candidate::left);

    private final Ranks ranks;
    private final String[] pieces;
    private final int[] previous;
    private final int[] next;
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(BEST_THEN_LEFTMOST);

    private PieceMerger(List<String> symbols, Ranks ranks) {
        this.ranks = ranks;
        pieces = symbols.toArray(String[]::new);
        previous = new int[pieces.length];
        next = new int[pieces.length];
        Arrays.setAll(previous, i -> i - 1);
        Arrays.setAll(next, i -> i + 1);
    }

    /** Merges symbols to pieces. */
    static List<String> merge(List<String> symbols, Ranks ranks) {
        return new PieceMerger(symbols, ranks).run();
    }

    /** The characters of a text, one symbol a code point. */
    static List<String> symbolsOf(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    private List<String> run() {
        for (int i = 0; i + 1 < pieces.length; i++) {
            offer(i, i + 1);
        }
        for (Candidate best = queue.poll(); best != null; best = queue.poll()) {
            if (stillStands(best)) {
                join(best);
            }
        }
        List<String> result = new ArrayList<>();
        for (int i = 0; i < pieces.length; i = next[i]) {
            result.add(pieces[i]);
        }
        return result;
    }

    /** A candidate is stale once one of its two pieces has grown or gone: then their joint text has changed. */
    private boolean stillStands(Candidate candidate) {
        return !pieces[candidate.left()].isEmpty() && next[candidate.left()] == candidate.right()
                && candidate.merged().length() == pieces[candidate.left()].length()
                        + pieces[candidate.right()].length();
    }

    private void join(Candidate candidate) {
        int left = candidate.left();
        int gone = candidate.right();
        pieces[left] = candidate.merged();
        pieces[gone] = "";
        next[left] = next[gone];
        if (next[left] < pieces.length) {
            previous[next[left]] = left;
            offer(left, next[left]);
        }
        if (previous[left] >= 0) {
            offer(previous[left], left);
        }
    }

    private void offer(int left, int right) {
        int rank = ranks.of(pieces[left], pieces[right]);
        if (rank != Integer.MAX_VALUE) {
            queue.add(new Candidate(rank, left, right, pieces[left] + pieces[right]));
        }
    }
}
