package org.refers.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.refers.app.cli.ViewMeter.Timing;
import org.refers.model.finding.Box;
import org.refers.model.study.Radiograph;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.ViewCommand;
import org.refers.viewer.overlay.ActivationLayer;
import org.refers.viewer.overlay.BoxLayer;
import org.refers.viewer.overlay.OverlayBox;
import org.refers.viewer.overlay.OverlayBox.Owner;
import org.refers.viewer.text.Texts;

/**
 * Whole frames: layout, mapping, and JavaFX's own painting, from one frame to the next while each changes something. JavaFX
 * must have been told to make frames as fast as it can. JavaFX thread only.
 */
final class FrameBench {

    private static final int WARM_UP = 40;

    private final RadiographView view = new RadiographView(Texts.english());
    private final ActivationLayer map = new ActivationLayer();
    private final BoxLayer boxes = new BoxLayer();
    private Optional<Stage> stage = Optional.empty();
    private final int frames;
    private final List<Part> parts = new ArrayList<>();
    private final List<Timing> timings = new ArrayList<>();
    private final CompletableFuture<List<Timing>> done = new CompletableFuture<>();

    /** One action in one viewport. */
    private record Part(String action, int width, int height, Runnable before, IntConsumer frame) {
    }

    FrameBench(Radiograph radiograph, int frames, int[]... viewports) {
        this.frames = frames;
        Box whole = new Box(0, 0, radiograph.columns(), radiograph.rows());
        view.addLayer(map);
        view.addLayer(boxes);
        view.show(radiograph);
        for (int[] size : viewports) {
            parts.add(new Part("window", size[0], size[1], () -> map.mapProperty().set(Optional.empty()),
                    number -> view.perform(number % 40 < 20 ? ViewCommand.DARKER : ViewCommand.BRIGHTER)));
            parts.add(new Part("pan", size[0], size[1], () -> map.mapProperty().set(Optional.empty()),
                    number -> view.perform(number % 2 == 0 ? ViewCommand.PAN_LEFT : ViewCommand.PAN_RIGHT)));
            parts.add(new Part("threshold", size[0], size[1], () -> map.mapProperty()
                    .set(Optional.of(BenchMap.of(0, whole))),
                    number -> boxes.boxesProperty().set(List.of(
                            new OverlayBox(new Box(600, 700, 400 + number % 30, 500), Owner.MODEL, 0, "mass  0.62"),
                            new OverlayBox(new Box(650, 720, 380, 450), Owner.READER, 0, "R1  mass")))));
        }
    }

    CompletableFuture<List<Timing>> start() {
        next();
        return done;
    }

    private void next() {
        if (timings.size() == parts.size()) {
            stage.ifPresent(Stage::close);
            done.complete(timings);
            return;
        }
        Part part = parts.get(timings.size());
        part.before().run();
        view.perform(ViewCommand.FIT);
        open(part.width(), part.height());
        new Run(part).start();
    }

    /** A window for each size: the viewport counts, whatever frame the window manager puts around it. */
    private void open(int width, int height) {
        if (view.getWidth() == width && view.getHeight() == height) {
            return;
        }
        stage.ifPresent(Stage::close);
        Stage opened = new Stage(StageStyle.UNDECORATED);
        // A view belongs to one scene at a time; a new root takes it over.
        opened.setScene(new Scene(new StackPane(view), width, height));
        opened.show();
        stage = Optional.of(opened);
    }

    private final class Run extends AnimationTimer {

        private final Part part;
        private final Times times = new Times();
        private int number;
        private long before;

        Run(Part part) {
            this.part = part;
        }

        @Override
        public void handle(long now) {
            long here = System.nanoTime();
            if (number > WARM_UP) {
                times.add(here - before);
            }
            before = here;
            number++;
            if (times.count() < frames) {
                part.frame().accept(number);
                return;
            }
            stop();
            timings.add(times.timing(part.action(), part.width(), part.height()));
            next();
        }
    }
}
