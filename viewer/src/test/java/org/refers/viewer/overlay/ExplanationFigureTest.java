package org.refers.viewer.overlay;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.refers.model.finding.Box;
import org.refers.model.image.DisplayedPicture;
import org.refers.viewer.image.Radiographs;
import org.refers.viewer.overlay.OverlayBox.Owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Words are a block of ink here: fonts differ. Write a new picture as {@link OverlayPictureTest} says. */
class ExplanationFigureTest {

    private static final int CHANNEL_TOLERANCE = 8;
    private static final double SHARE_THAT_MAY_DIFFER = 0.001;
    private static final int ROWS = 200;
    private static final int COLUMNS = 160;

    private static DisplayedPicture figure() {
        float[] grid = new float[49];
        for (int i = 0; i < 49; i++) {
            grid[i] = (float) Math.exp(-0.3 * (Math.pow(i % 7 - 4, 2) + Math.pow(i / 7 - 2, 2)));
        }
        byte[] ink = new byte[ExplanationFigure.wordsWidth(ROWS, COLUMNS) * 40];
        Arrays.fill(ink, 0, ink.length / 2, (byte) 255);
        return new ExplanationFigure(Radiographs.ramp(ROWS, COLUMNS),
                new MapGrid(7, 7, grid, new Box(0, 0, COLUMNS, ROWS)),
                List.of(new OverlayBox(new Box(70, 30, 60, 50), Owner.READER, 0, ""),
                        new OverlayBox(new Box(76, 36, 62, 52), Owner.READER, 1, ""),
                        new OverlayBox(new Box(80, 20, 50, 60), Owner.MODEL, 0, "")))
                .paint(new TextMask(ExplanationFigure.wordsWidth(ROWS, COLUMNS), 40, ink));
    }

    private static BufferedImage image(DisplayedPicture picture) {
        BufferedImage image = new BufferedImage(picture.columns(), picture.rows(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < picture.rows() * picture.columns(); i++) {
            int rgb = (picture.bytes()[3 * i] & 0xff) << 16 | (picture.bytes()[3 * i + 1] & 0xff) << 8
                    | picture.bytes()[3 * i + 2] & 0xff;
            image.setRGB(i % picture.columns(), i / picture.columns(), rgb);
        }
        return image;
    }

    /** 160 x 200 pixels are enlarged 3.2 times to 512 x 640; 24 pixels of paper between and around. */
    @Test
    void panelsAndBoxesLieWhereTheirNumbersSay() {
        BufferedImage image = image(figure());

        assertEquals(2 * 512 + 3 * 24, image.getWidth());
        assertEquals(24 + 40 + 24 + 640 + 24, image.getHeight());
        assertEquals(0x000000, image.getRGB(24, 24) & 0xffffff, "ink");
        assertEquals(0xffffff, image.getRGB(24, 24 + 30) & 0xffffff, "paper");
        int top = 24 + 40 + 24;
        assertEquals(0xff0000, image.getRGB(24 + 224, top + 200) & 0xffffff, "reader's left edge");
        assertEquals(0x00ff00, image.getRGB(24 + 256, top + 150) & 0xffffff, "our left edge");
        int grey = image.getRGB(24 + 10, top + 600);
        assertEquals(grey >> 8 & 0xff, grey & 0xff, "no colour where there is no box");
        int mapped = image.getRGB(24 + 512 + 24 + 330, top + 228);
        assertTrue((mapped & 0xff) > (mapped >> 8 & 0xff) + 100, "fuchsia at the map's peak");
    }

    /** Nine tiles stand in two rows of seven and two; a margin of 24 around, 12 pixels between. */
    @Test
    void otherMapsStandBelowWithTheirWords() {
        int tile = ExplanationFigure.tileWidth(ROWS, COLUMNS, 9);
        assertEquals((2 * 512 + 24 - 6 * 12) / 7, tile);
        byte[] ink = new byte[tile * 10];
        Arrays.fill(ink, (byte) 255);
        FigureStrip.Tile dark = new FigureStrip.Tile(
                new MapGrid(1, 1, new float[]{0}, new Box(0, 0, COLUMNS, ROWS)), new TextMask(tile, 10, ink));
        FigureStrip.Tile full = new FigureStrip.Tile(
                new MapGrid(1, 1, new float[]{1}, new Box(0, 0, COLUMNS, ROWS)), new TextMask(tile, 10, ink));
        TextMask words = new TextMask(100, 20, new byte[2000]);
        BufferedImage image = image(new ExplanationFigure(Radiographs.ramp(ROWS, COLUMNS), dark.map(), List.of())
                .paint(words, Optional.of(new FigureStrip(words,
                        List.of(dark, dark, dark, dark, dark, dark, dark, dark, full)))));

        int height = Math.round(tile * 200 / 160f);
        int first = 24 + 20 + 24 + 640 + 24 + 20 + 12;
        assertEquals(first + 2 * (height + 10 + 12) + 24, image.getHeight());
        assertEquals(0x000000, image.getRGB(24 + 5, first + height + 5) & 0xffffff, "words below the first");
        int second = first + height + 10 + 12;
        int grey = image.getRGB(24 + tile / 2, second + height / 2);
        int fuchsia = image.getRGB(24 + tile + 12 + tile / 2, second + height / 2);
        assertEquals(grey >> 8 & 0xff, grey & 0xff);
        assertTrue((fuchsia & 0xff) > (fuchsia >> 8 & 0xff) + 100, "the ninth is under fuchsia");
    }

    @Test
    void itLooksAsStored() throws IOException {
        BufferedImage now = image(figure());
        if (Boolean.getBoolean("refers.golden.write")) {
            ImageIO.write(now, "png", new File("src/test/resources/org/refers/viewer/overlay/figure.png"));
        }
        try (InputStream in = ExplanationFigureTest.class.getResourceAsStream("figure.png")) {
            BufferedImage stored = ImageIO.read(Objects.requireNonNull(in, "no stored picture"));
            assertEquals(stored.getWidth(), now.getWidth());
            assertEquals(stored.getHeight(), now.getHeight());
            int differing = 0;
            for (int y = 0; y < now.getHeight(); y++) {
                for (int x = 0; x < now.getWidth(); x++) {
                    differing += distance(stored.getRGB(x, y), now.getRGB(x, y)) > CHANNEL_TOLERANCE ? 1 : 0;
                }
            }
            double share = differing / (double) (now.getWidth() * now.getHeight());
            if (share > SHARE_THAT_MAY_DIFFER) {
                ImageIO.write(now, "png", new File("target/now-figure.png"));
            }
            assertTrue(share <= SHARE_THAT_MAY_DIFFER, share + " of the pixels differ; see target/now-figure.png");
        }
    }

    private static int distance(int one, int other) {
        int greatest = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            greatest = Math.max(greatest, Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)));
        }
        return greatest;
    }
}
