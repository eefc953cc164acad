package org.refers.training.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of the driver's own interface. DJL counts cards through the first CUDA runtime that the system finds, which need not
 * be the one that PyTorch was built with: next to CUDA 13 it counts none.
 */
@SuppressWarnings("restricted") // because there is no other way to the driver, and every launcher allows native access
final class DriverCalls {

    private static final int SUCCESS = 0;
    private static final int NO_DEVICE = 100;
    private static final int MAJOR = 75;
    private static final int MINOR = 76;
    private static final int LONGEST_NAME = 256;

    /** A machine holds some; more is no number of cards. */
    private static final int MOST_CARDS = 64;

    private static final Map<Integer, String> MEANINGS = Map.of(2, "it is out of memory", 34,
            "the library that was found is a stub for compiling, not the driver", 46,
            "the card is in use by another process",
            101, "CUDA_VISIBLE_DEVICES names a card that is not there", 802, "the system is not ready yet", 803,
            "the driver was exchanged and the running kernel still holds the old one; restart the machine", 804,
            "a compatibility library is installed for a card that does not allow it", 999,
            "an unknown error; often the kernel's module nvidia-uvm is not loaded, or the machine woke from sleep");

    private final SymbolLookup library;

    private DriverCalls(SymbolLookup library) {
        this.library = library;
    }

    /** Asks a library by name or path. */
    static CudaDriver ask(String name) {
        SymbolLookup library;
        try {
            // Never closed: PyTorch uses the driver to the end of the process.
            library = SymbolLookup.libraryLookup(name, Arena.global());
        } catch (IllegalArgumentException absent) {
            return CudaDriver.absent();
        }
        return new DriverCalls(library).ask();
    }

    private CudaDriver ask() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
            int release = call("cuDriverGetVersion", number) == SUCCESS ? number.get(ValueLayout.JAVA_INT, 0) : 0;
            int begun = call("cuInit", 0);
            if (begun == NO_DEVICE) {
                return CudaDriver.of(release, List.of());
            }
            require("cuInit", begun);
            require("cuDeviceGetCount", call("cuDeviceGetCount", number));
            int count = number.get(ValueLayout.JAVA_INT, 0);
            if (count < 0 || count > MOST_CARDS) {
                return CudaDriver.broken(release, "it counts " + count + " cards");
            }
            List<GraphicsCard> cards = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                cards.add(card(i, arena));
            }
            return CudaDriver.of(release, cards);
        } catch (RefusedException refused) {
            return CudaDriver.broken(0, refused.getMessage());
        }
    }

    private GraphicsCard card(int index, Arena arena) throws RefusedException {
        MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
        require("cuDeviceGet", call("cuDeviceGet", number, index));
        int device = number.get(ValueLayout.JAVA_INT, 0);
        MemorySegment name = arena.allocate(LONGEST_NAME);
        require("cuDeviceGetName", call("cuDeviceGetName", name, LONGEST_NAME - 1, device));
        MemorySegment bytes = arena.allocate(ValueLayout.JAVA_LONG);
        require("cuDeviceTotalMem_v2", call("cuDeviceTotalMem_v2", bytes, device));
        require("cuDeviceGetAttribute", call("cuDeviceGetAttribute", number, MAJOR, device));
        int major = number.get(ValueLayout.JAVA_INT, 0);
        require("cuDeviceGetAttribute", call("cuDeviceGetAttribute", number, MINOR, device));
        return new GraphicsCard(name.getString(0), bytes.get(ValueLayout.JAVA_LONG, 0), major,
                number.get(ValueLayout.JAVA_INT, 0));
    }

    private static void require(String function, int code) throws RefusedException {
        if (code != SUCCESS) {
            throw new RefusedException(function + " answers " + code + ": "
                    + Optional.ofNullable(MEANINGS.get(code)).orElse("see NVIDIA's list of driver errors"));
        }
    }

    /** Calls a function whose parameters are numbers and addresses and that returns an error code. */
    private int call(String function, Object... arguments) throws RefusedException {
        MemorySegment address = library.find(function)
                .orElseThrow(() -> new RefusedException("it has no function " + function));
        MemoryLayout[] layouts = Arrays.stream(arguments)
                .map(argument -> argument instanceof Integer ? ValueLayout.JAVA_INT : ValueLayout.ADDRESS)
                .toArray(MemoryLayout[]::new);
        try {
            Object code = Linker.nativeLinker()
                    .downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts))
                    .invokeWithArguments(arguments);
            return (Integer) code;
        } catch (RuntimeException | Error fault) {
            throw fault;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a native function threw", impossible);
        }
    }

    /** The driver refused; a clause that says what. */
    private static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1;

        RefusedException(String clause) {
            super(clause);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
