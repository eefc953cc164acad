package org.refers.model.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.study.Overlays;
import org.refers.model.study.Radiograph;

/**
 * A picture as a screen shows it, 8 bits a sample.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param samples 1 for grey, 3 for red, green and blue
 * @param bytes samples of a pixel side by side, row after row
 */
public record DisplayedPicture(int rows, int columns, int samples, byte[] bytes) {

    /** A radiograph as its file wants it shown. */
    public static DisplayedPicture of(Radiograph radiograph) {
        return new DisplayedPicture(radiograph.rows(), radiograph.columns(), 1,
                GreyPipeline.of(radiograph).toBytes(radiograph));
    }

    /** A colour picture; other depths are brought to eight bits. */
    static DisplayedPicture ofColour(PixelFrame frame) {
        int highest = (1 << frame.bitsStored()) - 1;
        byte[] bytes = new byte[frame.values().length];
        for (int i = 0; i < bytes.length; i++) {
            int value = frame.values()[i] & 0xffff & highest;
            bytes[i] = (byte) (frame.bitsStored() == 8 ? value : (value * 255L + highest / 2) / highest);
        }
        return new DisplayedPicture(frame.rows(), frame.columns(), 3, bytes);
    }

    /** The picture with overlays drawn over it in white. */
    public DisplayedPicture with(Overlays overlays) {
        byte[] drawn = bytes.clone();
        for (int pixel = 0; pixel < rows * columns; pixel++) {
            if (overlays.cover(pixel / columns, pixel % columns)) {
                Arrays.fill(drawn, pixel * samples, (pixel + 1) * samples, (byte) 0xff);
            }
        }
        return new DisplayedPicture(rows, columns, samples, drawn);
    }

    /** Writes the picture as PNG. */
    public void writePng(Path file) throws IOException {
        if (samples == 1) {
            PngWriter.writeGrey(file, rows, columns, bytes);
        } else {
            PngWriter.writeRgb(file, rows, columns, bytes);
        }
    }
}
