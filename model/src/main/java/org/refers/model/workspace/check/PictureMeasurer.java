package org.refers.model.workspace.check;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.refers.model.image.GreyPipeline;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographHeader;
import org.refers.model.image.RadiographReader;
import org.refers.model.image.Resampler;
import org.refers.model.image.ViewWords;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.check.PictureFacts.Content;
import org.refers.model.workspace.check.PictureFacts.Picture;
import org.refers.model.workspace.check.PictureFacts.Problem;
import org.refers.model.workspace.check.PictureFacts.Stated;

/** Decodes a picture and measures it. */
final class PictureMeasurer {

    private PictureMeasurer() {
    }

    /**
     * Measures one file. It does not fail: what is wrong with the file is in the answer.
     *
     * @param size of the file when it was imported, in bytes
     */
    static PictureFacts measure(Path file, long size) {
        String name = String.valueOf(file.getFileName());
        int ending = name.lastIndexOf('.');
        Optional<ViewPosition> named = ViewWords.inText(ending > 0 ? name.substring(0, ending) : name);
        if (!Files.isRegularFile(file)) {
            return new PictureFacts(Optional.empty(), named, new Problem("is not there; connect its drive"));
        }
        if (file.toFile().length() != size) {
            return new PictureFacts(Optional.empty(), named,
                    new Problem("has changed since its import; import it again"));
        }
        return new PictureFacts(header(file), named, content(file, name));
    }

    private static Optional<Stated> header(Path file) {
        try {
            RadiographHeader header = RadiographReader.inspect(file);
            return Optional.of(new Stated(header.format(), header.pixels().bitsStored(),
                    Optional.of(header.acquisition().view()).filter(view -> view != ViewPosition.UNKNOWN),
                    header.display().burnedIn()));
        } catch (RadiographException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Content content(Path file, String name) {
        try {
            return picture(RadiographReader.read(file));
        } catch (RadiographException e) {
            String sentence = String.valueOf(e.getMessage());
            return new Problem(sentence.startsWith(name + ": ") ? sentence.substring(name.length() + 2) : sentence);
        } catch (RuntimeException damaged) {
            // A decoder's fault on a bad file.
            return new Problem("cannot be decoded; export it again");
        } catch (OutOfMemoryError tooLarge) {
            return new Problem("needs more memory than this program has");
        }
    }

    static Picture picture(Radiograph radiograph) {
        byte[] grey = GreyPipeline.of(radiograph).toBytes(radiograph);
        int darkest = 255;
        int brightest = 0;
        for (byte value : grey) {
            darkest = Math.min(darkest, value & 0xff);
            brightest = Math.max(brightest, value & 0xff);
        }
        PictureShape shape = PictureShape.of(radiograph);
        float[] small = Resampler.displayGrey(radiograph, shape.rows(), shape.columns());
        return new Picture(digest(radiograph, grey), Thumbnail.of(small, shape.rows(), shape.columns()), darkest,
                brightest, new LayoutMeter(small, shape.rows(), shape.columns()).measure());
    }

    /** The size at which light and dark are measured. */
    private record PictureShape(int rows, int columns) {

        /** Letters of side markers are 10 to 20 pixels tall at this size, as are those of burned-in names. */
        private static final int LONGEST = 512;

        static PictureShape of(Radiograph radiograph) {
            double scale = Math.min(1, (double) LONGEST / Math.max(radiograph.rows(), radiograph.columns()));
            return new PictureShape(Math.max(1, (int) Math.round(radiograph.rows() * scale)),
                    Math.max(1, (int) Math.round(radiograph.columns() * scale)));
        }
    }

    /** What is shown counts, not how it is stored: a DICOM file and its PNG have one digest. */
    private static byte[] digest(Radiograph radiograph, byte[] grey) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(8).putInt(radiograph.rows()).putInt(radiograph.columns()).array());
            return digest.digest(grey);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
