package org.refers.training.cuda;

import java.util.List;
import java.util.Optional;

/**
 * What NVIDIA's driver says when a program asks it: the first link of the chain that ends in a tensor on a graphics card.
 *
 * @param state how far it came
 * @param cuda the newest CUDA release that the driver serves, as 1000 major + 10 minor; 0 if it did not say
 * @param cards the cards that it shows to this process, in the order of {@code cuda:0}, {@code cuda:1}, ...
 * @param problem what is wrong, as a clause; empty with cards, and where there is no driver
 */
public record CudaDriver(State state, int cuda, List<GraphicsCard> cards, Optional<String> problem) {

    /** How far the driver came. */
    public enum State {
        /** There is none. */
        ABSENT,
        /** It is there and refuses, or answers nothing sensible. */
        BROKEN,
        /** It works and shows no card. */
        NO_CARD,
        /** It works and shows cards. */
        READY
    }

    /** Creates the answer. */
    public CudaDriver {
        cards = List.copyOf(cards);
    }

    /** A machine without a driver. */
    public static CudaDriver absent() {
        return new CudaDriver(State.ABSENT, 0, List.of(), Optional.empty());
    }

    static CudaDriver broken(int cuda, String problem) {
        return new CudaDriver(State.BROKEN, cuda, List.of(), Optional.of(problem));
    }

    static CudaDriver of(int cuda, List<GraphicsCard> cards) {
        return cards.isEmpty()
                ? new CudaDriver(State.NO_CARD, cuda, cards, Optional.of("it shows no graphics card to this process"))
                : new CudaDriver(State.READY, cuda, cards, Optional.empty());
    }

    /** Asks the driver of this machine, in this process. A driver that is broken badly enough ends the process. */
    public static CudaDriver find() {
        String system = System.getProperty("os.name");
        if (system.startsWith("Mac")) {
            return absent();
        }
        return DriverCalls.ask(system.startsWith("Windows") ? "nvcuda.dll" : "libcuda.so.1");
    }

    /** The CUDA release in the usual writing, such as 12.8. */
    public String cudaWords() {
        return cuda / 1000 + "." + cuda % 1000 / 10;
    }
}
