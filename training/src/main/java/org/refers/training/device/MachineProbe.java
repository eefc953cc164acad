package org.refers.training.device;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeException;
import org.refers.training.compute.TorchEngine;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.device.ProbeNews.Checked;
import org.refers.training.device.ProbeNews.Driver;
import org.refers.training.device.ProbeNews.Library;
import org.refers.training.device.ProbeNews.Loaded;
import org.refers.training.device.ProbeNews.Stage;
import org.refers.training.libtorch.LibtorchException;
import org.refers.training.libtorch.TorchLibraries;
import org.refers.training.libtorch.TorchLibrary;

/** Goes the whole way from the driver to a training step in this process, and tells each step before it takes it. */
public final class MachineProbe {

    private final ProbeRequest request;
    private final Consumer<ProbeNews> news;

    /** Creates a probe. */
    public MachineProbe(ProbeRequest request, Consumer<ProbeNews> news) {
        this.request = request;
        this.news = news;
    }

    /** Finds out; what fails is told, not thrown. */
    public void run() {
        stage("asking NVIDIA's driver");
        CudaDriver driver = CudaDriver.find();
        news.accept(new Driver(driver));
        Compute compute = request.compute();
        try {
            stage(request.download() ? "downloading PyTorch's CUDA library" : "loading PyTorch");
            TorchLibrary library = choose(compute);
            news.accept(new Library(library));
            TorchEngine.load(compute, this::stage);
            EngineState engine = state(library, driver);
            news.accept(new Loaded(engine));
            checks(engine, compute);
        } catch (ComputeException problem) {
            news.accept(new Loaded(new EngineState("", List.of(), Optional.of(problem.sentence()))));
        } catch (LibtorchException problem) {
            news.accept(new Loaded(new EngineState("", List.of(), Optional.of(problem.sentence()))));
        }
    }

    private TorchLibrary choose(Compute compute) throws LibtorchException {
        TorchLibraries libraries = TorchLibraries.ofThisProcess();
        if (!request.download()) {
            return libraries.choose(compute.libtorch(), compute.cache(), this::stage);
        }
        TorchLibrary library = libraries.chooseDownload(compute.cache());
        // The user's explicit wish, and only for this process, which ends after the probe.
        System.setProperty("ai.djl.offline", "false");
        return library;
    }

    private static EngineState state(TorchLibrary library, CudaDriver driver) {
        List<String> devices = new ArrayList<>(List.of("cpu"));
        if (library.isCuda() && TorchEngine.seesCuda()) {
            for (int i = 0; i < driver.cards().size(); i++) {
                devices.add("cuda:" + i);
            }
        } else if (library.isCuda() && !driver.cards().isEmpty()) {
            return new EngineState(TorchEngine.version(), devices, Optional.empty(),
                    TorchEngine.refusal(Device.gpu(0)));
        }
        return new EngineState(TorchEngine.version(), devices, Optional.empty(), Optional.empty());
    }

    private void checks(EngineState engine, Compute compute) {
        DeviceProbe probe = new DeviceProbe(compute, new DeviceProbe.Watch() {
            @Override
            public void begins(String device, String part) {
                stage("computing on " + device + ": " + part);
            }

            @Override
            public void came(DeviceCheck soFar) {
                news.accept(new Checked(soFar));
            }
        });
        for (String device : engine.devices()) {
            if (compute.device().equals("auto") || compute.device().equals(device)) {
                news.accept(new Checked(probe.check(device)));
            }
        }
    }

    private void stage(String words) {
        news.accept(new Stage(words));
    }
}
