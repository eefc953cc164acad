package org.refers.viewer.image;

import java.nio.IntBuffer;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** An image view whose pixels are an int array, so that a frame is written in place and shown without a copy. */
public final class FrameImage {

    private final ImageView node = new ImageView();
    private int[] pixels = new int[1];
    private int[] beside = new int[0];
    private PixelBuffer<IntBuffer> buffer = newBuffer(1, 1);

    /** Creates an image of one pixel. */
    public FrameImage() {
        node.setMouseTransparent(true);
        node.setSmooth(false);
        node.setImage(new WritableImage(buffer));
    }

    /** The node that shows the pixels. */
    public ImageView node() {
        return node;
    }

    /** The pixels, premultiplied ARGB row after row, of an image of this size; what they held before may be gone. */
    public int[] pixels(int width, int height, double devicePixels) {
        if (buffer.getWidth() != width || buffer.getHeight() != height) {
            pixels = new int[Math.multiplyExact(width, height)];
            buffer = newBuffer(width, height);
            node.setImage(new WritableImage(buffer));
        }
        node.setFitWidth(width / devicePixels);
        node.setFitHeight(height / devicePixels);
        return pixels;
    }

    /** Room beside the pixels, kept from frame to frame, for a picture that is turned on its way to them. */
    int[] beside(int count) {
        if (beside.length < count) {
            beside = new int[count];
        }
        return beside;
    }

    /** Shows what was written into the pixels. */
    public void show() {
        buffer.updateBuffer(all -> null);
    }

    private PixelBuffer<IntBuffer> newBuffer(int width, int height) {
        return new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
    }
}
