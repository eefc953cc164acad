package org.refers.training.data;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words that more than one patient's reports hold. A word of one patient alone may be the patient's name or number, and
 * vocabularies lie in run folders that people hand on: such a word is spelled letter by letter before one is learnt.
 */
final class CommonWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]{2,}");

    /** The patient of each word that only one has used so far. */
    private final Map<String, String> once = new HashMap<>();
    private final Set<String> common = new HashSet<>();

    /** Takes up a patient's report. */
    void add(String patient, String text) {
        WORD.matcher(text).results().map(found -> form(found.group())).filter(word -> !common.contains(word))
                .forEach(word -> {
                    String first = once.putIfAbsent(word, patient);
                    if (first != null && !first.equals(patient)) {
                        once.remove(word);
                        common.add(word);
                    }
                });
    }

    /** The text with all other words spelled out; as it is where there is only one patient to learn from. */
    String spelled(String text) {
        return common.isEmpty()
                ? text
                : WORD.matcher(text).replaceAll(found -> common.contains(form(found.group()))
                        ? found.group()
                        : String.join(" ", found.group().split("")));
    }

    private static String form(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
