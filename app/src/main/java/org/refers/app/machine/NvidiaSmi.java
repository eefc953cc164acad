package org.refers.app.machine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What NVIDIA's tool {@code nvidia-smi} prints.
 *
 * @param installed whether there is such a tool
 * @param cards the cards it lists
 * @param problem what it said instead
 */
public record NvidiaSmi(boolean installed, List<Card> cards, Optional<String> problem) {

    private static final String[] QUERY = {"nvidia-smi", "--query-gpu=name,driver_version,memory.total,compute_cap",
        "--format=csv,noheader"};

    /** For drivers that do not know the capability yet. */
    private static final String[] OLD_QUERY = {"nvidia-smi", "--query-gpu=name,driver_version,memory.total",
        "--format=csv,noheader"};

    private static final Pattern VERSION = Pattern.compile("\\d{2,4}(\\.\\d{1,4}){1,3}");
    private static final Pattern MEBIBYTES = Pattern.compile("(\\d{1,9}) MiB");
    private static final Pattern CAPABILITY = Pattern.compile("(\\d{1,2})\\.(\\d)");

    /**
     * A line of it.
     *
     * @param name the card's name
     * @param driver the driver's version, such as 550.54.15; empty if it was not told
     * @param mebibytes memory
     * @param capability compute capability, such as 8.9
     */
    public record Card(String name, Optional<String> driver, Optional<Integer> mebibytes, Optional<String> capability) {

        /** The line for people. */
        public String words() {
            return name + mebibytes.map(size -> ", " + Math.round(size / 1024.0) + " GiB").orElse("")
                    + capability.map(number -> ", compute capability " + number).orElse("");
        }
    }

    /** Creates the answer. */
    public NvidiaSmi {
        cards = List.copyOf(cards);
    }

    /** Asks the tool. */
    public static NvidiaSmi ask(ToolRunner tools) {
        try {
            return parse(tools.lines(QUERY));
        } catch (ToolFailedException refused) {
            return String.valueOf(refused.getMessage()).contains("compute_cap")
                    ? askOld(tools)
                    : new NvidiaSmi(true, List.of(), Optional.of(String.valueOf(refused.getMessage())));
        } catch (IOException absent) {
            // Most machines have no such tool; that is an answer, not a fault.
            return new NvidiaSmi(false, List.of(), Optional.empty());
        }
    }

    private static NvidiaSmi askOld(ToolRunner tools) {
        try {
            return parse(tools.lines(OLD_QUERY));
        } catch (IOException refused) {
            return new NvidiaSmi(true, List.of(), Optional.of(String.valueOf(refused.getMessage())));
        }
    }

    /** Reads its lines; a line that is no card is a message, for the tool prints some of its faults as results. */
    static NvidiaSmi parse(List<String> lines) {
        List<Card> cards = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(",\\s*", -1);
            if (parts.length < 3 || !VERSION.matcher(parts[1].strip()).matches() && !parts[1].contains("N/A")) {
                return new NvidiaSmi(true, List.of(), Optional.of("nvidia-smi says: " + line.strip()));
            }
            Matcher memory = MEBIBYTES.matcher(parts[2].strip());
            Matcher capability = CAPABILITY.matcher(parts.length > 3 ? parts[3].strip() : "");
            cards.add(new Card(parts[0].strip(), Optional.of(parts[1].strip()).filter(VERSION.asMatchPredicate()),
                    memory.matches() ? Optional.of(Integer.parseInt(memory.group(1))) : Optional.empty(),
                    capability.matches() ? Optional.of(capability.group()) : Optional.empty()));
        }
        return new NvidiaSmi(true, cards,
                cards.isEmpty() ? Optional.of("nvidia-smi lists no card") : Optional.empty());
    }

    /** The driver's version, as far as it was told. */
    public Optional<String> driver() {
        return cards.stream().flatMap(card -> card.driver().stream()).findFirst();
    }
}
