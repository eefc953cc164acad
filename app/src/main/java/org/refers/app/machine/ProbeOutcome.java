package org.refers.app.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.refers.training.cuda.CudaDriver;
import org.refers.training.device.DeviceCheck;
import org.refers.training.device.EngineState;
import org.refers.training.device.ProbeNews;
import org.refers.training.device.ProbeNews.Checked;
import org.refers.training.device.ProbeNews.Driver;
import org.refers.training.device.ProbeNews.Library;
import org.refers.training.device.ProbeNews.Loaded;
import org.refers.training.device.ProbeNews.Stage;
import org.refers.training.libtorch.TorchLibrary;

/**
 * How far a probe came.
 *
 * @param driver NVIDIA's driver, if it was asked and answered
 * @param library the library, if one could be chosen
 * @param engine PyTorch, if loading it came to an end
 * @param checks the devices that were computed on; the last may be known in part
 * @param death why the probe did not come to its end, and what it was doing
 */
public record ProbeOutcome(Optional<CudaDriver> driver, Optional<TorchLibrary> library, Optional<EngineState> engine,
        List<DeviceCheck> checks, Optional<String> death) {

    /** Creates the outcome. */
    public ProbeOutcome {
        checks = List.copyOf(checks);
    }

    /** Puts an outcome together from a probe's news. */
    static final class Collector implements Consumer<ProbeNews> {

        private final ProbeWatch watch;
        private final List<DeviceCheck> checks = new ArrayList<>();
        private Optional<CudaDriver> driver = Optional.empty();
        private Optional<TorchLibrary> library = Optional.empty();
        private Optional<EngineState> engine = Optional.empty();
        private String stage = "starting";

        Collector(ProbeWatch watch) {
            this.watch = watch;
        }

        @Override
        public void accept(ProbeNews news) {
            switch (news) {
                case Stage(String words) -> {
                    stage = words;
                    watch.begins(Character.toUpperCase(words.charAt(0)) + words.substring(1));
                }
                case Driver(CudaDriver answer) -> driver = Optional.of(answer);
                case Library(TorchLibrary chosen) -> library = Optional.of(chosen);
                case Loaded(EngineState state) -> engine = Optional.of(state);
                case Checked(DeviceCheck check) -> put(check);
            }
            if (!(news instanceof Stage)) {
                watch.reached(outcome(Optional.empty()));
            }
        }

        private void put(DeviceCheck check) {
            if (!checks.isEmpty() && checks.getLast().device().equals(check.device())) {
                checks.removeLast();
            }
            checks.add(check);
        }

        /** What was begun last. */
        String stage() {
            return stage;
        }

        ProbeOutcome outcome(Optional<String> death) {
            return new ProbeOutcome(driver, library, engine, checks, death);
        }
    }
}
