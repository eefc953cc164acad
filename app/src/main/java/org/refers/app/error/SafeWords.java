package org.refers.app.error;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a text may stand in a file that is given to others. Only what is known to be harmless passes: sentences of Java itself that hold
 * code and small numbers, and single words of a short list. Everything else, known or not, is left out, so that a name, a number or a
 * path of a patient needs no rule to be kept out.
 */
final class SafeWords {

    /** Stands where something was left out. */
    static final String LEFT_OUT = "[\u2026]";

    private static final String CODE = "[\\w.$<>\\[\\](), ]{1,300}";

    private static final List<Pattern> SENTENCES = List.of(
            Pattern.compile("Index -?\\d{1,6} out of bounds for length \\d{1,6}"),
            Pattern.compile("Array index out of range: -?\\d{1,6}"),
            Pattern.compile("Range \\[-?\\d{1,6}, (?:-?\\d{1,6} \\+ )?-?\\d{1,6}\\) out of bounds for length \\d{1,6}"),
            Pattern.compile("Cannot (?:invoke|read|assign|load|store|throw|enter) [a-z ]{0,40}(?:\"" + CODE
                    + "\" )?because (?:the return value of )?\"" + CODE + "\" is null"),
            Pattern.compile("class [\\w.$\\[;]+ cannot be cast to class [\\w.$\\[;]+ \\([\\w.@' $;\\[-]*\\)"),
            Pattern.compile("Not on FX application thread; currentThread = refers-[a-z]+"),
            Pattern.compile("/ by zero"), Pattern.compile("Java heap space"));

    /**
     * Words of faults. Names are written with capitals, and words here are passed in small letters alone; none of them is a common first
     * or family name even so.
     */
    private static final Set<String> WORDS = Set
            .of(("a an and are argument array at be because been bounds buffer but by called"
                    + " cannot capacity channel child children class closed column columns count disposed does duplicate element"
                    + " empty end expected failed field file for found from greater has have illegal in index initialized input"
                    + " invalid is it its key last least length less limit list map match method missing more most must negative no"
                    + " node not null number of on only open or out output parent pixels position positive property range reached"
                    + " reference required row rows scene set shape size stage started state step steps stream tensor than the"
                    + " thread this to too toolkit type unexpected unknown unsupported value values was were width with zero")
                    .split(" "));

    private SafeWords() {
    }

    /** The text with everything left out that is not on the lists; at most 400 characters. */
    static String of(String text) {
        String line = text.strip();
        if (SENTENCES.stream().anyMatch(sentence -> sentence.matcher(line).matches())) {
            return line;
        }
        String words = Arrays.stream(line.split("\\s+")).map(SafeWords::word).collect(Collectors.joining(" "));
        String once = words.replaceAll("(?:\\Q" + LEFT_OUT + "\\E ?){2,}", LEFT_OUT + " ").strip();
        return once.length() > 400 ? once.substring(0, 400) : once;
    }

    private static String word(String token) {
        String bare = token.replaceAll("[.,:;]$", "");
        return WORDS.contains(bare) ? token : LEFT_OUT;
    }
}
