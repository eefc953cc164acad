package org.refers.sampledata.prose;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refers.sampledata.body.Seeded;

/** The phrasings of {@code phrases.txt}: keys, each with several lines, and braces to be filled in. */
final class PhraseBook {

    private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");
    private static final Pattern TIMES = Pattern.compile("(\\d)x (.*)");

    private final Map<String, List<String>> phrases;

    private PhraseBook(Map<String, List<String>> phrases) {
        this.phrases = phrases;
    }

    /** The English phrases that come with the program. */
    static PhraseBook english() {
        return Holder.ENGLISH;
    }

    /** Read once: the book is the same for all studies and never changes. */
    private static final class Holder {
        static final PhraseBook ENGLISH = load();
    }

    private static PhraseBook load() {
        Map<String, List<String>> phrases = new HashMap<>();
        try (InputStream in = PhraseBook.class.getResourceAsStream("phrases.txt")) {
            if (in == null) {
                throw new IllegalStateException("phrases.txt is missing from the program");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<String> current = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    current = new ArrayList<>();
                    phrases.put(line.substring(1, line.indexOf(']')), current);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    addLine(line, current);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PhraseBook(phrases);
    }

    private static void addLine(String line, List<String> to) {
        Matcher times = TIMES.matcher(line);
        if (times.matches()) {
            for (int i = 0; i < Integer.parseInt(times.group(1)); i++) {
                to.add(times.group(2));
            }
        } else {
            to.add(line);
        }
    }

    boolean has(String key) {
        return phrases.containsKey(key);
    }

    /** All keys, for tests. */
    Map<String, List<String>> all() {
        return phrases;
    }

    /** One phrasing of a key, its braces filled, its first letter as it stands. */
    String say(String key, Seeded seeded, Map<String, String> blanks) {
        List<String> choices = phrases.get(key);
        if (choices == null) {
            throw new IllegalArgumentException("no phrases for " + key);
        }
        String phrase = choices.get(seeded.below(choices.size()));
        return BLANK.matcher(phrase).replaceAll(blank -> {
            String filled = blanks.get(blank.group(1));
            if (filled == null) {
                throw new IllegalArgumentException("nothing to fill in for " + blank.group() + " of " + key);
            }
            return Matcher.quoteReplacement(filled);
        });
    }

    /** As {@link #say}, with a capital first letter: a sentence. */
    String sentence(String key, Seeded seeded, Map<String, String> blanks) {
        String phrase = say(key, seeded, blanks);
        return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1);
    }
}
