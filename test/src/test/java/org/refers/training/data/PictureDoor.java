package org.refers.training.data;

import java.nio.file.Path;

/** Lets the tests of hostile files reach the picture cache. */
public final class PictureDoor {

    private PictureDoor() {
    }

    /** Reads every entry and every picture of a segment; how many were whole. */
    public static int pictures(Path file, int side) throws java.io.IOException {
        int[] whole = {0};
        var opened = PictureSegment.open(file, side);
        if (opened.isPresent()) {
            try (PictureSegment segment = opened.get()) {
                segment.entries(0, (digest, row, checksum) -> {
                    if (segment.picture(row, checksum).isPresent()) {
                        whole[0]++;
                    }
                });
            }
        }
        return whole[0];
    }

    /** Writes a segment with pictures that begin with 0, 1, 2 and so on. */
    public static void write(Path file, int side, int count) throws java.io.IOException {
        try (PictureSegment segment = PictureSegment.create(file, side, count)) {
            for (int i = 0; i < count; i++) {
                byte[] digest = new byte[32];
                digest[0] = (byte) i;
                byte[] grey = new byte[side * side];
                grey[0] = (byte) i;
                segment.add(digest, grey);
            }
        }
    }
}
