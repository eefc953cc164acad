package org.refers.model.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code names.txt}: a form of foreign names, what they are called here, and how their values lie.
 *
 * @param theirs the form of names
 * @param ours the name here, with the places that the form leaves open as {@code {i}} and {@code {p}}
 * @param open which places the form leaves open, in its order
 * @param order how the values lie
 * @param part which of the equal stacks of rows this is, from 0
 * @param parts number of stacks that make up the tensor
 */
record NameRule(Pattern theirs, String ours, List<String> open, Order order, int part, int parts) {

    /** What training programs put in front of a network's own names. */
    private static final String WRAPPERS = "(?:(?:module|_orig_mod|model|net|network|backbone|base_model|student|teacher|"
            + "visual|vit|image_encoder|contrastive_bert|text_encoder|bert)[./])*";

    private static final Pattern LINE = Pattern
            .compile("(\\S+) -> (\\S+)(?: :( transposed| hwio)?(?: part (\\d) of (\\d))?)?");
    private static final Pattern PLACE = Pattern.compile("\\{([ip])\\}");

    /** How the values of a tensor lie. */
    enum Order {
        /** Outputs by inputs, as PyTorch has it. */
        OURS,
        /** Inputs by outputs. */
        TRANSPOSED,
        /** Height, width, inputs, outputs. */
        HWIO
    }

    /** Creates a rule; the list is copied. */
    NameRule {
        open = List.copyOf(open);
    }

    /** Reads a line. */
    static NameRule of(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no rule: " + line);
        }
        String theirs = matcher.group(1);
        StringBuilder form = new StringBuilder(theirs.startsWith("*") ? WRAPPERS : "");
        List<String> open = new ArrayList<>();
        String rest = theirs.startsWith("*") ? theirs.substring(1) : theirs;
        Matcher place = PLACE.matcher(rest);
        int from = 0;
        while (place.find()) {
            form.append(Pattern.quote(rest.substring(from, place.start())));
            form.append(place.group(1).equals("i") ? "(\\d+)" : "(weight|bias)");
            open.add(place.group());
            from = place.end();
        }
        form.append(Pattern.quote(rest.substring(from)));
        String order = matcher.group(3);
        boolean whole = matcher.group(4) == null;
        return new NameRule(Pattern.compile(form.toString()), matcher.group(2), open,
                order == null ? Order.OURS : Order.valueOf(order.strip().toUpperCase(Locale.ROOT)),
                whole ? 0 : Integer.parseInt(matcher.group(4)) - 1, whole ? 1 : Integer.parseInt(matcher.group(5)));
    }

    /** What a name is called here, if it is of this form. */
    Optional<String> rename(String name) {
        Matcher matcher = theirs.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String renamed = ours;
        for (int i = 0; i < open.size(); i++) {
            renamed = renamed.replace(open.get(i), matcher.group(i + 1));
        }
        return Optional.of(renamed);
    }
}
