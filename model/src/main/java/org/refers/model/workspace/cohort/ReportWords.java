package org.refers.model.workspace.cohort;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is asked of the index of the reports' words. */
final class ReportWords {

    private ReportWords() {
    }

    /** Reports that hold all words or their beginnings, in any order; empty if the text has no word. */
    static Optional<String> beginnings(String text) {
        String match = Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                // Quoted, no word is an operator; a word with a hyphen becomes two that follow each other.
                .map(word -> '"' + word.replace("\"", "") + "\"*").collect(Collectors.joining(" "));
        return match.isEmpty() ? Optional.empty() : Optional.of(match);
    }
}
