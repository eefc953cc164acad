package org.refers.viewer.overlay;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.refers.model.image.DisplayedPicture;
import org.refers.model.study.Radiograph;
import org.refers.viewer.image.RadiographRenderer;
import org.refers.viewer.image.Viewport;
import org.refers.viewer.image.Windows;

/**
 * The figure of an explanation as the method's paper has it: the radiograph with readers' boxes in red and ours in green,
 * beside it the map in fuchsia, words above. Needs no toolkit.
 *
 * @param radiograph shown in its first window, as networks are given it
 * @param map the map
 * @param boxes the boxes; every second reader's are dashed
 */
public record ExplanationFigure(Radiograph radiograph, MapGrid map, List<OverlayBox> boxes) {

    /** Longest side of a panel: two fill the width of a page at 300 dots per inch. */
    private static final int MOST = 1024;
    /** Smaller radiographs are enlarged, so that lines and words keep their share of the figure. */
    private static final int LEAST = 640;
    private static final int MARGIN = 24;
    private static final int STROKE = 3;
    /** At its highest the map lets two fifths of the radiograph through, as the command line's pictures do. */
    private static final MapLook LOOK = new MapLook(ColourMap.FUCHSIA, 0.6);
    private static final int WHITE = 0xffffff;

    /** Copies the boxes. */
    public ExplanationFigure {
        boxes = List.copyOf(boxes);
    }

    /** Width of the words above a figure of a radiograph of this size, in pixels. */
    public static int wordsWidth(int rows, int columns) {
        return 2 * Panel.of(rows, columns).width() + MARGIN;
    }

    /** Width of a tile of a strip of so many below such a figure, and of its words, in pixels. */
    public static int tileWidth(int rows, int columns, int tiles) {
        int inRow = Math.clamp(tiles, 1, FigureStrip.IN_A_ROW);
        return (wordsWidth(rows, columns) - (inRow - 1) * FigureStrip.GAP) / inRow;
    }

    /**
     * One of the two pictures.
     *
     * @param scale its pixels to one of the radiograph
     */
    private record Panel(double scale, int width, int height) {

        static Panel of(int rows, int columns) {
            int longest = Math.max(rows, columns);
            double scale = (double) Math.clamp(longest, LEAST, MOST) / longest;
            return new Panel(scale, Math.max(1, (int) Math.round(columns * scale)),
                    Math.max(1, (int) Math.round(rows * scale)));
        }

        /** As wide as asked for. */
        static Panel ofWidth(int rows, int columns, int width) {
            double scale = (double) width / columns;
            return new Panel(scale, width, Math.max(1, (int) Math.round(rows * scale)));
        }

        Viewport viewport() {
            return new Viewport(scale, 0, 0);
        }
    }

    /** Paints the figure under its words. */
    public DisplayedPicture paint(TextMask words) {
        return paint(words, Optional.empty());
    }

    /** Paints the figure under its words, and above other maps. */
    public DisplayedPicture paint(TextMask words, Optional<FigureStrip> strip) {
        Panel panel = Panel.of(radiograph.rows(), radiograph.columns());
        int width = 2 * panel.width() + 3 * MARGIN;
        int top = words.height() + 2 * MARGIN;
        int bottom = top + panel.height() + MARGIN;
        int[] sheet = new int[width * (bottom + strip.map(this::height).orElse(0))];
        Arrays.fill(sheet, WHITE);
        write(words, sheet, width, MARGIN, MARGIN);
        int[] original = original(panel);
        int[] mapped = original.clone();
        BoxPainter painter = new BoxPainter(panel.width(), panel.height(), panel.viewport(), STROKE);
        boxes.forEach(box -> painter.paint(box, original));
        cover(mapped, panel, map);
        for (int row = 0; row < panel.height(); row++) {
            int target = (top + row) * width + MARGIN;
            System.arraycopy(original, row * panel.width(), sheet, target, panel.width());
            System.arraycopy(mapped, row * panel.width(), sheet, target + panel.width() + MARGIN, panel.width());
        }
        strip.ifPresent(below -> paint(below, sheet, width, bottom));
        return picture(sheet, width);
    }

    private Panel tile(FigureStrip strip) {
        return Panel.ofWidth(radiograph.rows(), radiograph.columns(),
                tileWidth(radiograph.rows(), radiograph.columns(), strip.tiles().size()));
    }

    private static int lineHeight(FigureStrip strip, Panel tile) {
        return tile.height() + strip.tiles().stream().mapToInt(one -> one.words().height()).max().orElse(0)
                + FigureStrip.GAP;
    }

    private int height(FigureStrip strip) {
        int lines = Math.ceilDiv(strip.tiles().size(), FigureStrip.IN_A_ROW);
        return strip.heading().height() + FigureStrip.GAP + lines * lineHeight(strip, tile(strip)) + MARGIN;
    }

    private void paint(FigureStrip strip, int[] sheet, int width, int top) {
        write(strip.heading(), sheet, width, MARGIN, top);
        Panel tile = tile(strip);
        int first = top + strip.heading().height() + FigureStrip.GAP;
        for (int i = 0; i < strip.tiles().size(); i++) {
            int left = MARGIN + i % FigureStrip.IN_A_ROW * (tile.width() + FigureStrip.GAP);
            int upper = first + i / FigureStrip.IN_A_ROW * lineHeight(strip, tile);
            int[] pixels = original(tile);
            cover(pixels, tile, strip.tiles().get(i).map());
            for (int row = 0; row < tile.height(); row++) {
                System.arraycopy(pixels, row * tile.width(), sheet, (upper + row) * width + left, tile.width());
            }
            write(strip.tiles().get(i).words(), sheet, width, left, upper + tile.height());
        }
    }

    private static void write(TextMask words, int[] sheet, int width, int left, int top) {
        for (int i = 0; i < words.ink().length; i++) {
            int x = left + i % words.width();
            if (x < width) {
                int level = 255 - (words.ink()[i] & 0xff);
                sheet[(top + i / words.width()) * width + x] = level << 16 | level << 8 | level;
            }
        }
    }

    private int[] original(Panel panel) {
        int[] frame = new int[panel.width() * panel.height()];
        new RadiographRenderer().render(radiograph, Windows.displays(radiograph).getFirst(), panel.viewport(),
                panel.width(), panel.height(), frame);
        return frame;
    }

    private static void cover(int[] frame, Panel panel, MapGrid map) {
        int[] colours = new int[frame.length];
        new MapPainter().paint(map, LOOK, panel.viewport(), panel.width(), panel.height(), colours);
        for (int i = 0; i < frame.length; i++) {
            int through = 255 - (colours[i] >>> 24);
            int mixed = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int below = (frame[i] >> shift & 0xff) * through / 255;
                mixed |= Math.min(255, below + (colours[i] >> shift & 0xff)) << shift;
            }
            frame[i] = mixed;
        }
    }

    private static DisplayedPicture picture(int[] sheet, int width) {
        byte[] bytes = new byte[3 * sheet.length];
        for (int i = 0; i < sheet.length; i++) {
            bytes[3 * i] = (byte) (sheet[i] >> 16);
            bytes[3 * i + 1] = (byte) (sheet[i] >> 8);
            bytes[3 * i + 2] = (byte) sheet[i];
        }
        return new DisplayedPicture(sheet.length / width, width, 3, bytes);
    }
}
