package org.refers.training.compute;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.libtorch.TorchLibrary;

/**
 * Which device is taken of those that are there, and what the user must be told of it. Knows no engine, so every case can be
 * tested without a graphics card.
 *
 * @param card number of the CUDA device; empty for the CPU
 * @param warning a sentence where {@code auto} takes the CPU although a graphics card is there
 */
record DeviceChoice(Optional<Integer> card, Optional<String> warning) {

    private static final Pattern CUDA = Pattern.compile("cuda:(\\d{1,3})");

    private static final String HOW = "; see the check of this computer (Help in the window, or refers doctor) and"
            + " docs/guide/graphics-card.md";

    /**
     * Chooses.
     *
     * @param wanted {@code auto}, {@code cpu} or {@code cuda:N}
     * @param library what PyTorch was loaded from
     * @param engineSeesCuda whether PyTorch itself says that it can use CUDA
     * @param driver what NVIDIA's driver says
     * @throws ComputeException if what was asked for is not there or is no device
     */
    static DeviceChoice of(String wanted, TorchLibrary library, boolean engineSeesCuda, CudaDriver driver)
            throws ComputeException {
        int usable = library.isCuda() && engineSeesCuda ? driver.cards().size() : 0;
        if (wanted.equals("cpu")) {
            return new DeviceChoice(Optional.empty(), Optional.empty());
        }
        if (wanted.equals("auto")) {
            return usable > 0
                    ? new DeviceChoice(Optional.of(0), Optional.empty())
                    : new DeviceChoice(Optional.empty(), warning(library, driver));
        }
        Matcher cuda = CUDA.matcher(wanted);
        if (!cuda.matches()) {
            throw new ComputeException("The device " + wanted + " is none; say auto, cpu or cuda:0.");
        }
        int number = Integer.parseInt(cuda.group(1));
        if (number >= usable) {
            throw new ComputeException("The device " + wanted + " is not there: "
                    + (usable > 0 ? "the highest is cuda:" + (usable - 1) : missing(library, driver))
                    + "; take cpu as the device, or have this computer checked (Help in the window, or refers doctor).");
        }
        return new DeviceChoice(Optional.of(number), Optional.empty());
    }

    private static Optional<String> warning(TorchLibrary library, CudaDriver driver) {
        boolean cardOrSignOfOne = !driver.cards().isEmpty() || driver.state() == CudaDriver.State.BROKEN;
        return cardOrSignOfOne
                ? Optional.of("This computes on the CPU although " + (driver.cards().isEmpty()
                        ? "an NVIDIA driver is installed"
                        : "a graphics card is there (" + driver.cards().getFirst().name() + ")") + ": "
                        + missing(library, driver) + HOW + ".")
                : Optional.empty();
    }

    /** The first link of the chain that is missing, and what to do. */
    private static String missing(TorchLibrary library, CudaDriver driver) {
        if (!library.isCuda()) {
            return (driver.cards().isEmpty() && driver.state() != CudaDriver.State.BROKEN
                    ? "no NVIDIA card was found, and "
                    : "")
                    + "this program was started with PyTorch's CPU library; start a checkout with REFERS_CUDA=full, or"
                    + " install the CUDA variant";
        }
        return switch (driver.state()) {
            case ABSENT -> "no NVIDIA driver was found; install NVIDIA's driver";
            case BROKEN -> "NVIDIA's driver does not work (" + driver.problem().orElse("no reason given") + ")";
            case NO_CARD -> "NVIDIA's driver shows no graphics card";
            case READY -> "PyTorch's CUDA library cannot use the card"
                    + (driver.cuda() > 0 ? " (the driver serves CUDA up to " + driver.cudaWords() + ")" : "");
        };
    }
}
