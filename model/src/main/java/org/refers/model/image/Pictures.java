package org.refers.model.image;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;

/** Frames that are pictures already, grey or colour, as radiographs. */
final class Pictures {

    /** Weights of ITU-R BT.601 in 1/65,536, the ones that Pillow uses, so that other programs see the same grey. */
    private static final int RED = 19_595;
    private static final int GREEN = 38_470;
    private static final int BLUE = 7_471;

    private Pictures() {
    }

    /** A picture as a radiograph: colours become grey, black is 0, there is no window. */
    static Radiograph radiograph(PixelFrame frame, DicomRadiographs.Layers layers) {
        return new Radiograph(frame.rows(), frame.columns(), grey(frame), frame.signed(), frame.bitsStored(), 1, 0,
                false, List.of(), OptionalInt.empty(), Optional.empty(), layers.view(), List.of(), layers.overlays(),
                layers.number(), layers.orientation(), layers.burnedIn());
    }

    /** The only picture of a file that says nothing of its view. */
    static Radiograph radiograph(PixelFrame frame) {
        return radiograph(frame, DicomRadiographs.Layers.of(ViewPosition.UNKNOWN));
    }

    private static short[] grey(PixelFrame frame) {
        short[] values = frame.values();
        if (frame.samples() == 1) {
            return values;
        }
        short[] grey = new short[values.length / 3];
        for (int i = 0; i < grey.length; i++) {
            long red = values[3 * i] & 0xffff;
            long green = values[3 * i + 1] & 0xffff;
            long blue = values[3 * i + 2] & 0xffff;
            grey[i] = (short) (red * RED + green * GREEN + blue * BLUE + 0x8000 >> 16);
        }
        return grey;
    }
}
