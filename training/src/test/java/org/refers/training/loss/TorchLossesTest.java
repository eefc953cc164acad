package org.refers.training.loss;

import ai.djl.Device;
import org.refers.model.torch.Backend;

/** The losses as units in TorchScript. */
class TorchLossesTest extends LossesTest {

    @Override
    Backend backend() {
        return Backend.open(Device.cpu());
    }
}
