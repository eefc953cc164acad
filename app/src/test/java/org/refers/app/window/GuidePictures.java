package org.refers.app.window;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Application;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.refers.app.demo.DemoFolder;
import org.refers.app.doctor.Doctor;
import org.refers.app.engine.LauncherTrainingEngine;
import org.refers.app.engine.ModelStudyEngine;
import org.refers.app.frame.FrameCommand;
import org.refers.app.frame.Screen;
import org.refers.app.machine.ProbeHere;
import org.refers.app.study.FileRadiographs;
import org.refers.training.compute.Compute;
import org.refers.training.run.ThreadLauncher;
import org.refers.viewer.text.Texts;
import org.testfx.util.WaitForAsyncUtils;

import static org.refers.app.window.WindowFixture.await;

/**
 * Takes the pictures of the user guide from a window without a display, over a copy of what {@code refers demo} leaves behind.
 * CONTRIBUTING.md names the command.
 *
 * <p>System properties: {@code pictures.demo} is the demo's folder, {@code pictures.out} where the pictures go, {@code pictures.theme}
 * {@code dark} or {@code light}, and {@code pictures.screen=true} takes them from a real screen with its scale.
 */
public final class GuidePictures extends Application {

    /** Half the size of a lossless picture, without marks around letters. */
    private static final float JPEG_QUALITY = 0.85f;
    /** A model that finds nothing on so many needs another demo, not more looking. */
    private static final int MOST_ROWS = 40;
    /** What the guide's text speaks of. */
    private static final String FINDING = "consolidation";

    private final Path demo = Path.of(System.getProperty("pictures.demo"));
    private final Path out = Path.of(System.getProperty("pictures.out"));
    private final Path scratch = Path.of(System.getProperty("pictures.scratch", "target/pictures"));
    private Optional<WindowFixture> fixture = Optional.empty();

    /** The entry: Java refuses to start a class that is an application itself from the class path. */
    public static final class Start {

        private Start() {
        }

        /** Takes all pictures. */
        public static void main(String[] arguments) {
            launch(GuidePictures.class, arguments);
        }
    }

    /** Creates the application; JavaFX calls it. */
    public GuidePictures() {
    }

    @Override
    public void start(Stage stage) throws IOException {
        Compute compute = new Compute("cpu", "1", scratch.resolve("cache"));
        fixture = Optional.of(new WindowFixture(stage, new WindowFixture.Engines(new FileRadiographs(),
                new ModelStudyEngine(compute, Texts.english()),
                new LauncherTrainingEngine(new ThreadLauncher(), compute),
                new Doctor(new ProbeHere()).forRuns(compute)),
                scratch.resolve("state"),
                Optional.of(new DemoFolder(demo).runs())));
        if (System.getProperty("pictures.theme", "dark").equals("light")) {
            window().workbench.perform(FrameCommand.SWITCH_THEME);
        }
        Thread script = new Thread(this::run, "pictures");
        script.setDaemon(true);
        script.start();
    }

    private WindowFixture window() {
        return fixture.orElseThrow();
    }

    private void run() {
        int code = 1;
        try {
            Files.createDirectories(out);
            takeAll();
            code = 0;
        } catch (IOException | RuntimeException | AssertionError problem) {
            System.err.println("The pictures were not taken: " + problem);
        } finally {
            System.exit(code);
        }
    }

    private void takeAll() throws IOException {
        onScreen(() -> window().workbench.lookAtDevice());
        onScreen(() -> window().workbench.greet());
        take("welcome.png");
        Path workspace = copy(new DemoFolder(demo).workspace(), scratch.resolve("workspace"));
        onScreen(() -> window().workbench.openWorkspace(workspace));
        until("the studies", () -> label("#study-count").contains("studies"));
        onScreen(() -> node("#study-filter", TextField.class).setText(FINDING + " split=test"));
        until("fewer studies", () -> !node("#study-list", ListView.class).getItems().isEmpty());
        settle();
        until("the findings of a model", () -> node("#explain-finding", ComboBox.class).getItems().contains(FINDING));
        onScreen(() -> choose("#explain-finding", FINDING));
        chooseFound();
        onScreen(() -> node("#write-report", Button.class).fire());
        until("a report", () -> isShown(".report-cell"));
        settle();
        take("studies.jpg");
        onScreen(() -> {
            window().workbench.perform(FrameCommand.TAKE_TOUR);
            for (int i = 0; i < 3; i++) {
                node("#tour-next", Button.class).fire();
            }
        });
        take("tour.jpg");
        onScreen(() -> node("#tour-skip", Button.class).fire());
        settle();
        annotate();
        take("annotation.jpg");
        onScreen(() -> window().workbench.show(Screen.TRAINING));
        until("runs", () -> node("#runs", ListView.class).getItems().size() > 1);
        onScreen(() -> chooseRun("finetune-100-pre"));
        settle();
        take("training.png");
        onScreen(() -> node("#show-results", ToggleButton.class).fire());
        settle();
        take("results.png");
    }

    /** The first radiograph on which a reader boxed the finding and the model shows a box too. */
    private void chooseFound() {
        ListView<?> list = node("#study-list", ListView.class);
        for (int row = 0; row < Math.min(MOST_ROWS, list.getItems().size()); row++) {
            int at = row;
            onScreen(() -> {
                list.scrollTo(Math.max(0, at - 3));
                list.getSelectionModel().select(at);
            });
            settle();
            if (isShown(".reader-box") && isShown(".model-box")) {
                return;
            }
        }
        throw new IllegalStateException(
                "no radiograph among the first shows the finding, boxed by a reader and the model");
    }

    private boolean isShown(String query) {
        return !window().stage.getScene().getRoot().lookupAll(query).isEmpty();
    }

    private void annotate() {
        onScreen(() -> {
            node("#annotate-draw", Button.class).fire();
            choose("#annotate-finding", FINDING);
        });
        settle();
        onScreen(() -> {
            node("#annotate-add", Button.class).fire();
            node("#show-map", CheckBox.class).setSelected(false);
        });
        settle();
    }

    private void chooseRun(String part) {
        ListView<?> runs = node("#runs", ListView.class);
        for (int row = 0; row < runs.getItems().size(); row++) {
            if (String.valueOf(runs.getItems().get(row)).contains(part)) {
                runs.getSelectionModel().select(row);
                return;
            }
        }
    }

    @SuppressWarnings("unchecked") // the boxes looked up hold words
    private void choose(String query, String value) {
        ((ComboBox<String>) node(query, ComboBox.class)).setValue(value);
    }

    private <T extends Node> T node(String query, Class<T> type) {
        return type.cast(Optional.ofNullable(window().stage.getScene().lookup(query))
                .orElseThrow(() -> new IllegalStateException(query + " is not in the window")));
    }

    private String label(String query) {
        return Optional.ofNullable(window().stage.getScene().lookup(query)).map(Label.class::cast).map(Label::getText)
                .orElse("");
    }

    private static void until(String what, BooleanSupplier condition) {
        await(what, condition);
    }

    private static void onScreen(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, action);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Pictures, maps and curves come from threads of their own: two looks at the window that are equal. */
    private void settle() {
        BufferedImage before = look();
        for (int i = 0; i < 40; i++) {
            WaitForAsyncUtils.sleep(700, TimeUnit.MILLISECONDS);
            BufferedImage now = look();
            if (same(before, now)) {
                return;
            }
            before = now;
        }
    }

    private static boolean same(BufferedImage one, BufferedImage other) {
        return one.getWidth() == other.getWidth() && one.getHeight() == other.getHeight()
                && Arrays.equals(one.getRGB(0, 0, one.getWidth(), one.getHeight(), null, 0, one.getWidth()),
                        other.getRGB(0, 0, other.getWidth(), other.getHeight(), null, 0, other.getWidth()));
    }

    private BufferedImage look() {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, (Callable<BufferedImage>) () -> {
            Scene scene = window().stage.getScene();
            WritableImage image = Boolean.getBoolean("pictures.screen")
                    ? new Robot().getScreenCapture(null, bounds(scene), false)
                    : scene.snapshot(null);
            return SwingFXUtils.fromFXImage(image, null);
        });
    }

    private static Rectangle2D bounds(Scene scene) {
        return new Rectangle2D(scene.getWindow().getX() + scene.getX(), scene.getWindow().getY() + scene.getY(),
                scene.getWidth(), scene.getHeight());
    }

    private void take(String name) throws IOException {
        settle();
        BufferedImage seen = look();
        Path file = out.resolve(name);
        if (name.endsWith(".jpg")) {
            writeJpeg(seen, file);
        } else {
            ImageIO.write(seen, "png", file.toFile());
        }
        System.out.println(String.format(Locale.ROOT, "%s, %d x %d", file, seen.getWidth(), seen.getHeight()));
    }

    private static void writeJpeg(BufferedImage seen, Path file) throws IOException {
        BufferedImage opaque = new BufferedImage(seen.getWidth(), seen.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(seen, 0, 0, null);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam quality = writer.getDefaultWriteParam();
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(JPEG_QUALITY);
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(Files.newOutputStream(file))) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(opaque, List.of(), null), quality);
        } finally {
            writer.dispose();
        }
    }

    /** What is drawn goes into a copy: the demo's folder stays as it was. */
    private static Path copy(Path from, Path to) throws IOException {
        // A log of the database that was left by the pictures before would be taken for this one's.
        if (Files.exists(to)) {
            try (var old = Files.walk(to)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        try (var all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
        return to;
    }
}
