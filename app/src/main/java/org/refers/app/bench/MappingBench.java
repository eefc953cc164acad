package org.refers.app.bench;

import java.util.ArrayList;
import java.util.List;
import org.refers.app.cli.ViewMeter.Timing;
import org.refers.model.finding.Box;
import org.refers.model.study.Radiograph;
import org.refers.model.study.WindowLevel;
import org.refers.viewer.image.Display;
import org.refers.viewer.image.RadiographRenderer;
import org.refers.viewer.image.Viewport;
import org.refers.viewer.overlay.ColourMap;
import org.refers.viewer.overlay.MapGrid;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.overlay.MapPainter;

/** Our own part of a frame: from stored values to screen colours, the whole radiograph in the viewport. No toolkit. */
final class MappingBench {

    /** Java compiles these loops within a few dozen rounds. */
    private static final int WARM_UP = 60;

    private final Radiograph radiograph;
    private final int frames;

    MappingBench(Radiograph radiograph, int frames) {
        this.radiograph = radiograph;
        this.frames = frames;
    }

    /** What is done a frame, by its number. */
    private interface Action {
        void frame(int number);
    }

    List<Timing> run(int[]... viewports) {
        List<Timing> timings = new ArrayList<>();
        for (int[] size : viewports) {
            timings.addAll(run(size[0], size[1]));
        }
        return timings;
    }

    private List<Timing> run(int width, int height) {
        RadiographRenderer renderer = new RadiographRenderer();
        MapPainter painter = new MapPainter();
        MapLook look = new MapLook(ColourMap.FUCHSIA, 0.5);
        int[] frame = new int[width * height];
        Viewport whole = Viewport.fit(radiograph.columns(), radiograph.rows(), width, height);
        Display still = display(0);
        return List.of(
                time("window", width, height, number -> renderer.render(radiograph, display(number), whole, width,
                        height, frame)),
                time("pan", width, height, number -> renderer.render(radiograph, still, whole.moved(number % 7, 0),
                        width, height, frame)),
                time("map", width, height, number -> painter.paint(map(number), look, whole, width, height,
                        frame)));
    }

    private static Display display(int number) {
        return new Display(WindowLevel.linear(30_000 + 40.0 * (number % 50), 50_000), false);
    }

    private MapGrid map(int number) {
        return BenchMap.of(number, new Box(0, 0, radiograph.columns(), radiograph.rows()));
    }

    private Timing time(String name, int width, int height, Action action) {
        for (int i = 0; i < WARM_UP; i++) {
            action.frame(i);
        }
        Times times = new Times();
        for (int i = 0; i < frames; i++) {
            long before = System.nanoTime();
            action.frame(i + 1);
            times.add(System.nanoTime() - before);
        }
        return times.timing(name, width, height);
    }
}
