package org.refers.app.window;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.TabPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.javafx.FontIcon;
import org.refers.app.frame.Screen;
import org.refers.viewer.image.RadiographView;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.refers.app.window.WindowFixture.await;

/**
 * Compares every room with a stored picture of where its parts lie. Fonts are drawn differently from machine to machine: words are left
 * out, all of them in one font, and what is compared is the mean colour of cells of 10 x 10 pixels, so that a label a few pixels wider does not count. After a wanted
 * change run with {@code -Drefers.golden.write=true}, look at the new pictures, and store them.
 */
@ExtendWith(ApplicationExtension.class)
class RoomPicturesTest {

    /** That of the stored pictures; with another one rows are of another height, whatever stands in them. */
    private static final String FONT = "DejaVu Sans";
    private static final int CELL = 10;
    private static final List<Double> SCALES = List.of(1.5, 2.0);
    /** Lines of one pixel, of which many run along cells, are one and a half pixels wide or lie between two: measured 0.031. */
    private static final double SHARE_AT_A_SCALE = 0.045;
    /** The dark theme's surfaces are eight levels apart; anti-aliased edges within a cell stay below this. */
    private static final int CHANNEL_TOLERANCE = 6;
    /** Borders that move by a cell with another font. Rooms differ in more: the least in the tab at the side, 0.037 of the cells. */
    private static final double SHARE_THAT_MAY_DIFFER = 0.03;

    @TempDir
    private Path folder;

    private WindowFixture window;

    @Start
    void start(Stage stage) {
        window = WindowFixture.scripted(stage, folder);
        // A system that has other fonts too may prefer them.
        stage.getScene().getRoot().setStyle("-fx-font-family: '" + FONT + "'");
    }

    @BeforeEach
    void make() throws Exception {
        WindowFixture.makeWorkspace(folder, 4);
    }

    @AfterEach
    void close() {
        window.close();
        WaitForAsyncUtils.clearExceptions();
    }

    @Test
    void everyRoomLooksAsStored(FxRobot robot) throws Exception {
        assumeTrue(Font.getFamilies().contains(FONT),
                "the stored pictures were taken with " + FONT + ", which is not installed (Debian: fonts-dejavu-core)");
        Map<String, BufferedImage> rooms = new LinkedHashMap<>();
        rooms.put("home", picture(robot));
        window.dialogs.willChoose(folder.resolve("workspace"));
        robot.push(KeyCode.CONTROL, KeyCode.O);
        await("studies", () -> window.workbench.screen() == Screen.STUDIES);
        await("a radiograph", () -> robot.lookup("#radiograph").queryAs(RadiographView.class).radiographProperty().get()
                .isPresent());
        rooms.put("studies", picture(robot));
        Map<Double, BufferedImage> scaled = new LinkedHashMap<>();
        for (double scale : SCALES) {
            scaled.put(scale, scaled(robot, scale));
        }
        robot.interact(() -> robot.lookup("#side").queryAs(TabPane.class).getSelectionModel().selectLast());
        rooms.put("annotation", picture(robot));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        rooms.put("data", picture(robot));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        rooms.put("training", picture(robot));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        rooms.put("results", picture(robot));
        for (Map.Entry<String, BufferedImage> room : rooms.entrySet()) {
            compare("room-" + room.getKey() + ".png", room.getValue());
        }
        scaled.forEach((scale, studies) -> {
            double share = differing(Objects.requireNonNull(rooms.get("studies")), studies);
            assertTrue(share <= SHARE_AT_A_SCALE, share + " of the cells differ at a scale of " + scale);
        });
        rooms.forEach((name, room) -> rooms.forEach((other, beside) -> assertTrue(
                name.equals(other) || differing(room, beside) > SHARE_THAT_MAY_DIFFER,
                name + " cannot be told from " + other)));
    }

    /** The window once nothing changes any more, without its words. */
    private BufferedImage picture(FxRobot robot) {
        BufferedImage[] last = {snapshot(robot)};
        await("a quiet window", () -> {
            BufferedImage now = SwingFXUtils.fromFXImage(window.stage.getScene().snapshot(null), null);
            boolean quiet = Arrays.equals(pixels(last[0]), pixels(now));
            last[0] = now;
            return quiet;
        });
        robot.sleep(400);
        return cells(snapshot(robot), CELL);
    }

    /** The room as on a screen with more pixels: its parts lie where they lie without, and the radiograph is as fine as the screen. */
    private BufferedImage scaled(FxRobot robot, double scale) throws ReflectiveOperationException {
        // Screens without a display have no scale to be set: the window is told of one.
        Method told = Window.class.getDeclaredMethod("updateOutputScales", double.class, double.class);
        told.setAccessible(true);
        RadiographView view = robot.lookup("#radiograph").queryAs(RadiographView.class);
        try {
            setScale(robot, told, view, scale);
            double widest = view.lookupAll("*").stream().filter(ImageView.class::isInstance)
                    .mapToDouble(node -> ((ImageView) node).getImage().getWidth()).max().orElse(0);
            assertEquals(Math.ceil(Math.ceil(view.getWidth()) * scale), widest,
                    "the radiograph's pixels are the screen's");
            SnapshotParameters pixels = new SnapshotParameters();
            pixels.setTransform(Transform.scale(scale, scale));
            return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> cells(SwingFXUtils.fromFXImage(
                    window.stage.getScene().getRoot().snapshot(pixels, null), null), (int) (CELL * scale)));
        } finally {
            setScale(robot, told, view, 1);
        }
    }

    private void setScale(FxRobot robot, Method told, RadiographView view, double scale) {
        robot.interact(() -> {
            try {
                told.invoke(window.stage, scale, scale);
            } catch (ReflectiveOperationException unknown) {
                throw new IllegalStateException(unknown);
            }
            view.requestLayout();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private BufferedImage snapshot(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> hideWords(window.stage.getScene().getRoot()));
        return WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> SwingFXUtils.fromFXImage(window.stage.getScene().snapshot(null), null));
    }

    private static void hideWords(Node node) {
        if (node instanceof Text text && !(node instanceof FontIcon)) {
            text.setOpacity(0);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(RoomPicturesTest::hideWords);
        }
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static BufferedImage cells(BufferedImage image, int side) {
        int columns = image.getWidth() / side;
        int rows = image.getHeight() / side;
        BufferedImage cells = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int[] cell = image.getRGB(column * side, row * side, side, side, null, 0, side);
                int mean = 0;
                for (int shift = 0; shift < 24; shift += 8) {
                    int channel = shift;
                    mean |= (int) Arrays.stream(cell).map(pixel -> pixel >> channel & 0xff).average()
                            .orElse(0) << shift;
                }
                cells.setRGB(column, row, mean);
            }
        }
        return cells;
    }

    private static void compare(String name, BufferedImage now) throws IOException {
        if (Boolean.getBoolean("refers.golden.write")) {
            ImageIO.write(now, "png", new File("src/test/resources/org/refers/app/window/" + name));
            return;
        }
        try (InputStream in = RoomPicturesTest.class.getResourceAsStream(name)) {
            BufferedImage stored = ImageIO.read(Objects.requireNonNull(in, "no stored picture " + name));
            assertEquals(stored.getWidth(), now.getWidth());
            assertEquals(stored.getHeight(), now.getHeight());
            double share = differing(stored, now);
            if (share > SHARE_THAT_MAY_DIFFER) {
                ImageIO.write(now, "png", new File("target/now-" + name));
            }
            assertTrue(share <= SHARE_THAT_MAY_DIFFER, share + " of the cells differ; see target/now-" + name);
        }
    }

    private static double differing(BufferedImage one, BufferedImage other) {
        int[] first = pixels(one);
        int[] second = pixels(other);
        int count = 0;
        for (int i = 0; i < first.length; i++) {
            count += distance(first[i], second[i]) > CHANNEL_TOLERANCE ? 1 : 0;
        }
        return count / (double) first.length;
    }

    private static int distance(int one, int other) {
        int greatest = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            greatest = Math.max(greatest, Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)));
        }
        return greatest;
    }
}
