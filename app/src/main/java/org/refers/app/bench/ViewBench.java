package org.refers.app.bench;

import com.sun.prism.GraphicsPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.refers.app.cli.ViewMeter;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.Notice;
import org.refers.app.study.StudyEngine;
import org.refers.app.task.EventRelay;
import org.refers.app.task.ThreadedTasks;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.viewer.text.Texts;

/** {@code refers bench view}: the viewer measured in a window of its own. Once a process, since JavaFX starts once. */
public final class ViewBench implements ViewMeter {

    private static final int[][] VIEWPORTS = {{900, 750}, {1600, 1000}};

    private final FaultLog log;
    private final StudyEngine engine;

    /** Creates a bench that logs faults; the engine is asked for nothing. */
    public ViewBench(FaultLog log, StudyEngine engine) {
        this.log = log;
        this.engine = engine;
    }

    @Override
    public Figures measure(Request request) throws Exception {
        Radiograph radiograph = BenchRadiograph.of(0, ViewPosition.PA);
        List<Timing> mapping = new MappingBench(radiograph, request.frames()).run(VIEWPORTS);
        if (!request.window()) {
            return figures("none", mapping, List.of(), null);
        }
        if (request.software()) {
            System.setProperty("prism.order", "sw");
        }
        System.setProperty("javafx.animation.fullspeed", "true");
        CompletableFuture<List<Timing>> frames = new CompletableFuture<>();
        Platform.setImplicitExit(false);
        Platform.startup(() -> new FrameBench(radiograph, request.frames(), VIEWPORTS).start()
                .thenAccept(frames::complete));
        List<Timing> whole = frames.get();
        NextStudy next = request.studies() == 0 ? null : nextStudy(request.studies());
        return figures(pipeline(), mapping, whole, next);
    }

    private static Figures figures(String pipeline, List<Timing> mapping, List<Timing> frames,
            @Nullable NextStudy next) {
        return new Figures(pipeline, BenchRadiograph.ROWS, BenchRadiograph.COLUMNS, BenchRadiograph.BITS, mapping,
                frames, next);
    }

    /** JavaFX's own name of what paints, such as {@code es2}, {@code d3d} or {@code mtl}; {@code software} for {@code sw}. */
    private static String pipeline() {
        String[] packages = GraphicsPipeline.getPipeline().getClass().getPackageName().split("\\.");
        String name = packages[packages.length - 1].toLowerCase(Locale.ROOT);
        return name.equals("sw") ? "software" : name;
    }

    private NextStudy nextStudy(int studies) throws Exception {
        Path folder = Files.createTempDirectory("refers-bench");
        try (ThreadedTasks tasks = new ThreadedTasks(EventRelay.toScreen(batch -> batch.forEach(Runnable::run)))) {
            ErrorReporter errors = new ErrorReporter(log, Texts.english(), tasks, new EventRelay<Notice>(Runnable::run,
                    notices -> {
                        // A study that cannot be read never comes, and the wait for it ends.
                    }));
            StudyBench bench = new StudyBench(folder, studies);
            bench.prepare();
            return bench.run(engine, tasks, errors);
        } finally {
            forget(folder);
        }
    }

    private static void forget(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
