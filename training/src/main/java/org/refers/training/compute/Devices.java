package org.refers.training.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.cuda.GraphicsCard;
import org.refers.training.libtorch.LibtorchException;
import org.refers.training.libtorch.TorchLibraries;
import org.refers.training.libtorch.TorchLibrary;

/**
 * The devices that a run can ask for, as PyTorch's library and NVIDIA's driver say, without starting either: whether a card really
 * computes is found out by {@code refers doctor} or by the run.
 *
 * @param library what PyTorch is loaded from
 * @param driver what NVIDIA's driver says
 */
public record Devices(TorchLibrary library, CudaDriver driver) {

    /**
     * Looks for them. The first time with CUDA it unpacks PyTorch's library, which takes a minute.
     *
     * @throws ComputeException if PyTorch's library cannot be used
     */
    public static Devices find(Compute compute) throws ComputeException {
        try {
            TorchLibrary library = TorchLibraries.ofThisProcess().choose(compute.libtorch(), compute.cache(),
                    progress -> {
                        // Nobody waits for it here; the run would tell.
                    });
            return new Devices(library, CudaDriver.find());
        } catch (LibtorchException unusable) {
            throw new ComputeException(unusable.sentence(), unusable);
        }
    }

    /** What {@code --device} takes here beside {@code auto}: {@code cpu}, {@code cuda:0}, ... */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of("cpu"));
        if (library.isCuda()) {
            for (int card = 0; card < driver.cards().size(); card++) {
                names.add("cuda:" + card);
            }
        }
        return List.copyOf(names);
    }

    /**
     * The card that a wish comes to; empty for the processor.
     *
     * @param wanted {@code auto} or one of {@link #names()}
     * @throws ComputeException if it is not there
     */
    public Optional<GraphicsCard> card(String wanted) throws ComputeException {
        return choice(wanted).card().map(driver.cards()::get);
    }

    /** Why {@code auto} takes the processor although there are signs of a card, in a sentence. */
    public Optional<String> warning() {
        try {
            return choice("auto").warning();
        } catch (ComputeException never) {
            throw new IllegalStateException("auto is always there", never);
        }
    }

    private DeviceChoice choice(String wanted) throws ComputeException {
        return DeviceChoice.of(wanted, library, library.isCuda(), driver);
    }
}
