package org.refers.viewer.overlay;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Sets lines of text for a picture. On the JavaFX thread, which has the fonts; a few lines take a moment. */
public final class TextInk {

    private static final double SIZE = 22;
    /** A line that is longer than the picture even so is cut at its end. */
    private static final double LEAST_SIZE = 9;
    private static final double LEADING = 1.35;

    private TextInk() {
    }

    /**
     * Sets blocks of lines below each other, all in one size, as large as the width lets it be.
     *
     * @param width of each block in pixels
     */
    public static List<TextMask> blocks(List<List<String>> blocks, int width) {
        double widest = blocks.stream().flatMap(List::stream)
                .mapToDouble(line -> text(line, SIZE).getLayoutBounds().getWidth()).max().orElse(1);
        double size = Math.clamp(SIZE * width / Math.max(widest, 1), LEAST_SIZE, SIZE);
        return blocks.stream().map(lines -> block(lines, width, size)).toList();
    }

    private static TextMask block(List<String> lines, int width, double size) {
        int step = (int) Math.ceil(size * LEADING);
        byte[] ink = new byte[width * step * lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            draw(text(lines.get(i), size), ink, i * step, width, step);
        }
        return new TextMask(width, step * lines.size(), ink);
    }

    private static Text text(String line, double size) {
        Text text = new Text(line);
        text.setFont(Font.font(size));
        text.setTextOrigin(VPos.TOP);
        text.setFill(Color.BLACK);
        return text;
    }

    private static void draw(Text text, byte[] ink, int top, int width, int step) {
        SnapshotParameters paper = new SnapshotParameters();
        paper.setFill(Color.WHITE);
        WritableImage image = text.snapshot(paper, null);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < Math.min(step, (int) image.getHeight()); y++) {
            for (int x = 0; x < Math.min(width, (int) image.getWidth()); x++) {
                // Green stands for all three, also where letters are smoothed in colours.
                ink[(top + y) * width + x] = (byte) (255 - (pixels.getArgb(x, y) >> 8 & 0xff));
            }
        }
    }
}
