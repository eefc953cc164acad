package org.refers.training.device;

import org.refers.training.cuda.CudaDriver;
import org.refers.training.libtorch.TorchLibrary;

/** What a probe tells as it goes on, so that what it found is known even if native code ends its process. */
public sealed interface ProbeNews {

    /** It begins something that may take long, or never end: {@code computing on cuda:0: matrix product}. */
    record Stage(String words) implements ProbeNews {
    }

    /** NVIDIA's driver answered. */
    record Driver(CudaDriver driver) implements ProbeNews {
    }

    /** The library was chosen. */
    record Library(TorchLibrary library) implements ProbeNews {
    }

    /** PyTorch was loaded, or could not be. */
    record Loaded(EngineState engine) implements ProbeNews {
    }

    /** A device was computed on, as far as the check came; later news of the same device replaces it. */
    record Checked(DeviceCheck check) implements ProbeNews {
    }
}
