package org.refers.model.workspace.check;

import java.util.Optional;
import org.refers.model.image.RadiographHeader.Format;
import org.refers.model.study.ViewPosition;

/**
 * What was measured of one picture.
 *
 * @param header what the file says of it; empty where not even that can be read
 * @param named view that the file's name states
 * @param content the decoded picture, or why it cannot be had
 */
record PictureFacts(Optional<Stated> header, Optional<ViewPosition> named, Content content) {

    /** Raised when a measurement changes, so that every picture is measured again. */
    static final int VERSION = 2;

    /**
     * What a file says of itself.
     *
     * @param format kind of file
     * @param bits significant bits of a value
     * @param view view that the header states
     * @param burnedIn whether the header says that text is burned in
     */
    record Stated(Format format, int bits, Optional<ViewPosition> view, Optional<Boolean> burnedIn) {
    }

    /** A decoded picture or a problem. */
    sealed interface Content {
    }

    /** Why pixels cannot be had, in words that follow a file's name and do not hold it. */
    record Problem(String reason) implements Content {
    }

    /**
     * A decoded picture.
     *
     * @param pixels SHA-256 of rows, columns and displayed grey
     * @param thumbnail see {@link Thumbnail}
     * @param darkest displayed grey, 0 to 255
     * @param brightest likewise
     * @param layout where light and dark lie
     */
    record Picture(byte[] pixels, byte[] thumbnail, int darkest, int brightest, Layout layout) implements Content {
    }

    /**
     * Where light and dark lie.
     *
     * @param corners mean grey of the four corners, 0 to 1
     * @param centre mean grey of the middle
     * @param border widest plain border as a share of the picture's width or height
     * @param marks small bright shapes near the edge that may be letters of a side marker
     * @param lettering those of them that stand in a row of at least four
     */
    record Layout(double corners, double centre, double border, int marks, int lettering) {
    }
}
