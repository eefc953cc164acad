package org.refers.training.device;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.refers.training.compute.Compute;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.cuda.CudaDriver.State;
import org.refers.training.cuda.GraphicsCard;
import org.refers.training.libtorch.TorchLibrary;
import org.refers.training.libtorch.TorchLibrary.Source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ProbeWireTest {

    @Test
    void everythingArrivesAsItWasSent() {
        Path folder = Path.of("a b", "c").toAbsolutePath();
        DeviceCheck whole = new DeviceCheck("cpu", Optional.of(new MatrixCheck(8, 0.5, 2, Double.POSITIVE_INFINITY)),
                Optional.of(new StepCheck(2.3, Double.NaN, 0.1, 1e-8)),
                Optional.of(new NetworkCheck(4, 12, 11, 0.1, 240, Optional.of("slower"))), Optional.empty());
        DeviceCheck broken = new DeviceCheck("cuda:0", Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of("no \"kernel\"\nimage"));
        for (ProbeNews news : List.of(new ProbeNews.Stage("loading PyTorch"), new ProbeNews.Driver(CudaDriver.absent()),
                new ProbeNews.Driver(new CudaDriver(State.READY, 12080, List.of(new GraphicsCard("X", 1L << 35, 9, 0)),
                        Optional.empty())),
                new ProbeNews.Library(new TorchLibrary(Source.LOCAL, "2.7.1+cu128", "cu128", Optional.of(folder))),
                new ProbeNews.Loaded(new EngineState("2.7.1", List.of("cpu"), Optional.empty(), Optional.of("36"))),
                new ProbeNews.Checked(whole), new ProbeNews.Checked(broken))) {
            assertEquals(Optional.of(news), ProbeWire.news(ProbeWire.news(news)));
        }
        ProbeRequest request = new ProbeRequest(new Compute("auto", "2", folder, Optional.of(folder)), true);
        assertEquals(request, ProbeWire.request(ProbeWire.request(request)));
    }

    @Test
    void whatLibrariesAndJavaPrintIsNoNews() {
        for (String line : List.of("", "# A fatal error has been detected", "{}", "[1]", "{\"news\":\"Exit\"}",
                "null")) {
            assertEquals(Optional.empty(), ProbeWire.news(line), line);
            assertThrows(IllegalArgumentException.class, () -> ProbeWire.request(line), line);
        }
    }
}
