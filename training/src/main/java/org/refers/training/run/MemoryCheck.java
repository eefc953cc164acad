package org.refers.training.run;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.refers.training.device.FreeMemory;

/**
 * Whether a run will fit into memory, asked before its first step and before hours of decoding.
 *
 * @param need the estimate
 * @param main bytes of main memory that this process can have, where the system tells
 * @param card bytes free on the graphics card, where it computes on one that tells
 * @param onCard whether it computes on a card
 */
record MemoryCheck(MemoryNeed need, OptionalLong main, OptionalLong card, boolean onCard) {

    /**
     * The estimate was up to a sixth above what was measured (decision 93). A run is refused only where four fifths of it are more
     * than there is: one that would fit is not refused for the estimate's error.
     */
    private static final double SURE = 0.8;
    /** From this share of what there is on, the user is told. */
    private static final double NEAR = 0.8;
    private static final double GIGABYTE = 1e9;

    static MemoryCheck of(MemoryNeed need, FreeMemory memory, Device device) {
        return new MemoryCheck(need, memory.forThisProcess(),
                device.isGpu() ? memory.on(device) : OptionalLong.empty(), device.isGpu());
    }

    /** One kind of memory: what it is called, what is needed of it, and what there is. */
    private record Room(String name, long needed, OptionalLong available) {

        /** Share of what there is; 0 where nobody tells. */
        double share() {
            return available.isPresent() ? (double) needed / Math.max(1, available.getAsLong()) : 0;
        }
    }

    private Room room(MemoryNeed of) {
        Room beside = new Room("main memory", onCard ? of.besideCard() : of.withoutCard(), main);
        Room onIt = new Room("memory on the graphics card", of.onCard(), card);
        return onCard && onIt.share() > beside.share() ? onIt : beside;
    }

    /**
     * Demands room.
     *
     * @throws TrainingException with a sentence, if there is surely too little
     */
    void require() throws TrainingException {
        Room room = room(need);
        if (SURE * room.share() > 1) {
            throw TrainingException.input(words(room) + "; " + advice(1 / SURE) + ".");
        }
    }

    /** A word on a run that may not fit; empty where there is room. */
    Optional<String> warning() {
        Room room = room(need);
        return room.share() > NEAR
                ? Optional.of(
                        words(room) + ". Should it run out, the step is done again with a smaller micro_batch_size; "
                                + advice(NEAR) + ".")
                : Optional.empty();
    }

    private static String words(Room room) {
        return String.format(Locale.ROOT, "This run needs about %.2f GB of %s, and %.2f GB are free for it",
                room.needed / GIGABYTE, room.name, room.available.orElse(0) / GIGABYTE);
    }

    /** The largest micro batch, of those that halving comes to, with which a share of the room is enough. */
    private String advice(double share) {
        for (int items = need.items() / 2; items >= 1; items /= 2) {
            Room room = room(need.withItems(items));
            if (room.share() <= share) {
                return String.format(Locale.ROOT,
                        "set %smicro_batch_size=%d, which needs about %.2f GB, or end other programs",
                        // The first choice: it takes time, and leaves the method as it is.
                        need.form().checkpointing() ? "" : "activation_checkpointing=true, or ", items,
                        room.needed / GIGABYTE);
            }
        }
        return "end other programs, take a smaller size, or a machine with more memory";
    }

    /** Bytes that are needed where room is scarcest. */
    long needed() {
        return room(need).needed;
    }

    /** Bytes that there are of it; empty where nobody tells. */
    OptionalLong available() {
        return room(need).available;
    }

    /** Why the run would be refused, in a sentence; empty if it would not be. */
    Optional<String> refusal() {
        try {
            require();
            return Optional.empty();
        } catch (TrainingException refused) {
            return Optional.of(refused.sentence());
        }
    }

    /** Adds estimate and finding to what is told of a run's environment. */
    void describe(ObjectNode environment) {
        ObjectNode memory = environment.putObject("memory");
        memory.put("needed_bytes", onCard ? need.onCard() : need.withoutCard());
        memory.set("needed_for", new ObjectMapper().valueToTree(need.parts()));
        memory.put("micro_batch_size", need.items());
        main.ifPresent(bytes -> memory.put("available_bytes", bytes));
        card.ifPresent(bytes -> memory.put("available_on_card_bytes", bytes));
    }

    /** Estimate and finding in a line of the log. */
    String inWords() {
        Room room = room(need);
        return String.format(Locale.ROOT, "Memory: about %.2f GB of %s needed, %s.", room.needed / GIGABYTE, room.name,
                room.available.isPresent()
                        ? String.format(Locale.ROOT, "%.2f GB free for it", room.available.getAsLong() / GIGABYTE)
                        : "how much is free nobody tells");
    }
}
