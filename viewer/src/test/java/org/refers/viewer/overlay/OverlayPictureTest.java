package org.refers.viewer.overlay;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.refers.model.finding.Box;
import org.refers.viewer.annotate.BoxEditLayer;
import org.refers.viewer.annotate.BoxEditing;
import org.refers.viewer.annotate.EditableBox;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.Radiographs;
import org.refers.viewer.image.ViewCommand;
import org.refers.viewer.measure.Measurement;
import org.refers.viewer.measure.Segment;
import org.refers.viewer.overlay.OverlayBox.Owner;
import org.refers.viewer.text.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Compares a radiograph with map and boxes against a stored picture. Words are left out: fonts differ from machine to
 * machine. After a wanted change run with {@code -Drefers.golden.write=true}, look at the new picture, and store it.
 */
@ExtendWith(ApplicationExtension.class)
class OverlayPictureTest {

    /** Rounding of anti-aliased strokes between pipelines. */
    private static final int CHANNEL_TOLERANCE = 24;
    private static final double SHARE_THAT_MAY_DIFFER = 0.002;

    private RadiographView view;

    @Start
    void start(Stage stage) {
        view = new RadiographView(Texts.english());
        stage.setScene(new Scene(view, 300, 240));
        stage.show();
    }

    private BufferedImage picture(FxRobot robot) {
        return picture(robot, () -> {
            ActivationLayer map = new ActivationLayer();
            BoxLayer boxes = new BoxLayer();
            view.addLayer(map);
            view.addLayer(boxes);
            view.show(Radiographs.ramp(200, 250));
            float[] grid = new float[49];
            for (int i = 0; i < 49; i++) {
                grid[i] = (float) Math.exp(-0.3 * (Math.pow(i % 7 - 4, 2) + Math.pow(i / 7 - 2, 2)));
            }
            map.mapProperty().set(Optional.of(new MapGrid(7, 7, grid, new Box(0, 0, 250, 200))));
            boxes.boxesProperty().set(List.of(new OverlayBox(new Box(120, 40, 80, 60), Owner.READER, 0, ""),
                    new OverlayBox(new Box(126, 46, 82, 62), Owner.READER, 1, ""),
                    new OverlayBox(new Box(130, 30, 60, 70), Owner.MODEL, 0, "")));
        });
    }

    private BufferedImage picture(FxRobot robot, Runnable content) {
        robot.interact(() -> {
            content.run();
            view.lookup(".view-hud").setOpacity(0);
        });
        WaitForAsyncUtils.waitForFxEvents();
        return WaitForAsyncUtils.waitForAsyncFx(5000, () -> SwingFXUtils.fromFXImage(view.snapshot(null, null), null));
    }

    @Test
    void mapAndBoxesLookAsStored(FxRobot robot) throws IOException {
        compare("overlay.png", picture(robot));
    }

    @Test
    void wordsOfBoxesThatAgreeDoNotHideEachOther(FxRobot robot) {
        picture(robot, () -> {
            BoxLayer boxes = new BoxLayer();
            view.addLayer(boxes);
            view.show(Radiographs.ramp(200, 250));
            boxes.boxesProperty().set(List.of(new OverlayBox(new Box(120, 90, 40, 40), Owner.READER, 0, "R1  nodule"),
                    new OverlayBox(new Box(122, 91, 42, 42), Owner.READER, 1, "R2  nodule"),
                    new OverlayBox(new Box(128, 95, 40, 40), Owner.READER, 0, "R1  pleural effusion")));
        });
        List<Bounds> words = view.lookupAll(".box-label").stream().map(Node::getBoundsInParent).toList();
        assertEquals(3, words.size());
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < i; j++) {
                Bounds one = words.get(i);
                Bounds other = words.get(j);
                assertFalse(one.intersects(other.getMinX() + 1, other.getMinY() + 1, other.getWidth() - 2,
                        other.getHeight() - 2), one + " over " + other);
            }
        }
    }

    @Test
    void wordsOfManyReadersStayWithinTheViewAndApart(FxRobot robot) {
        picture(robot, () -> {
            BoxLayer boxes = new BoxLayer();
            view.addLayer(boxes);
            view.show(Radiographs.ramp(200, 250));
            boxes.boxesProperty().set(IntStream.range(0, 9)
                    .mapToObj(i -> new OverlayBox(new Box(200 + i, 4 + 2 * i, 40, 30), Owner.READER, i,
                            "Reader " + i + "  nodule"))
                    .toList());
        });
        List<Bounds> words = view.lookupAll(".box-label").stream().map(Node::getBoundsInParent).toList();
        assertEquals(9, words.size());
        for (Bounds one : words) {
            assertTrue(view.getLayoutBounds().contains(one), () -> one + " of " + view.getLayoutBounds());
            assertEquals(1, words.stream().filter(other -> other.intersects(one.getMinX() + 1, one.getMinY() + 1,
                    one.getWidth() - 2, one.getHeight() - 2)).count());
        }
    }

    /** A quarter turn and a mirror: boxes and lines must turn with the pixels. */
    @Test
    void measurementsOnATurnedViewLookAsStored(FxRobot robot) throws IOException {
        compare("turned.png", picture(robot, () -> {
            BoxLayer boxes = new BoxLayer();
            view.addLayer(boxes);
            view.show(Radiographs.ramp(200, 250));
            boxes.boxesProperty().set(List.of(new OverlayBox(new Box(120, 40, 80, 60), Owner.READER, 0, "")));
            view.showMeasurements(List.of(new Measurement(Measurement.Kind.RATIO,
                    List.of(new Segment(new Point2D(60, 120), new Point2D(140, 120)),
                            new Segment(new Point2D(20, 160), new Point2D(220, 150))))));
            view.perform(ViewCommand.ROTATE_RIGHT);
            view.perform(ViewCommand.FLIP_ACROSS);
            view.lookupAll(".measure-label").forEach(label -> label.setOpacity(0));
        }));
    }

    /** A reader's own boxes with the handles of the selected one, and a distance beside them. */
    @Test
    void whatIsBeingDrawnLooksAsStored(FxRobot robot) throws IOException {
        compare("drawing.png", picture(robot, () -> {
            BoxEditing editing = new BoxEditing(new BoxEditing.Edits() {
                @Override
                public void drawn(Box box) {
                }

                @Override
                public void changed(EditableBox before, Box after) {
                }

                @Override
                public void removed(EditableBox box) {
                }
            });
            view.addLayer(new BoxEditLayer(editing));
            view.show(Radiographs.ramp(200, 250));
            editing.setSize(250, 200);
            editing.boxesProperty().set(List.of(new EditableBox("one", new Box(30, 40, 80, 60), ""),
                    new EditableBox("two", new Box(140, 90, 60, 70), "")));
            editing.selectedProperty().set(Optional.of("one"));
            view.showMeasurements(List.of(new Measurement(Measurement.Kind.DISTANCE,
                    List.of(new Segment(new Point2D(20, 160), new Point2D(120, 170))))));
            view.lookupAll(".measure-label").forEach(label -> label.setOpacity(0));
        }));
    }

    private static void compare(String name, BufferedImage now) throws IOException {
        if (Boolean.getBoolean("refers.golden.write")) {
            ImageIO.write(now, "png", new File("src/test/resources/org/refers/viewer/overlay/" + name));
            return;
        }
        try (InputStream in = OverlayPictureTest.class.getResourceAsStream(name)) {
            BufferedImage stored = ImageIO.read(Objects.requireNonNull(in, "no stored picture"));
            assertEquals(stored.getWidth(), now.getWidth());
            assertEquals(stored.getHeight(), now.getHeight());
            double share = differing(stored, now);
            if (share > SHARE_THAT_MAY_DIFFER) {
                ImageIO.write(now, "png", new File("target/now-" + name));
            }
            assertTrue(share <= SHARE_THAT_MAY_DIFFER, share + " of the pixels differ; see target/now-" + name);
        }
    }

    private static double differing(BufferedImage stored, BufferedImage now) {
        int count = 0;
        for (int y = 0; y < stored.getHeight(); y++) {
            for (int x = 0; x < stored.getWidth(); x++) {
                count += distance(stored.getRGB(x, y), now.getRGB(x, y)) > CHANNEL_TOLERANCE ? 1 : 0;
            }
        }
        return count / (double) (stored.getWidth() * stored.getHeight());
    }

    private static int distance(int one, int other) {
        int greatest = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            greatest = Math.max(greatest, Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)));
        }
        return greatest;
    }
}
