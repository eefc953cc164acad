package org.refers.model.text;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pieces with their ids, and the pairs that merge to them.
 *
 * @param pieces all pieces, at the index that is their id; the special ones first
 * @param merges pairs of pieces in the order they merge
 */
record BpeVocabulary(List<String> pieces, List<Pair> merges) {

    /** Two neighbouring pieces. */
    record Pair(String left, String right) {

        String merged() {
            return left + right;
        }
    }

    BpeVocabulary {
        pieces = List.copyOf(pieces);
        merges = List.copyOf(merges);
        if (idsOf(pieces).size() != pieces.size()) {
            throw new IllegalArgumentException("a piece of the vocabulary occurs twice");
        }
    }

    Map<String, Integer> ids() {
        return idsOf(pieces);
    }

    Map<Pair, Integer> ranks() {
        Map<Pair, Integer> ranks = new HashMap<>();
        for (Pair merge : merges) {
            ranks.putIfAbsent(merge, ranks.size());
        }
        return ranks;
    }

    private static Map<String, Integer> idsOf(List<String> pieces) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (String piece : pieces) {
            ids.put(piece, ids.size());
        }
        return ids;
    }
}
