package org.refers.model.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.JpegImage;
import org.refers.model.dicom.PixelData;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;

/**
 * Reads radiographs from DICOM, PNG and JPEG files. What a file is, its first bytes decide and never its name. Files may
 * be damaged or made to do harm: the outcome is a picture or a {@link RadiographException}, in bounded memory.
 */
public final class RadiographReader {

    private static final long LARGEST_PICTURE = 1L << 29;
    /** Looked up once: finding services reads every jar of the class path. */
    private static final PixelData PIXELS = PixelData.standard();

    private RadiographReader() {
    }

    /** Reads a radiograph; the first frame of a file that holds several. */
    public static Radiograph read(Path file) throws RadiographException {
        return guarded(file, () -> switch (format(file)) {
            case DICOM -> {
                DicomFile dicom = DicomReader.read(file);
                yield DicomRadiographs.radiograph(dicom, PIXELS.frame(dicom, 0));
            }
            case PNG, JPEG -> Pictures.radiograph(picture(file), ViewPosition.UNKNOWN);
        });
    }

    /** Reads the stored values of the first frame: decoded, before any lookup table and without inversion. */
    public static PixelFrame storedValues(Path file) throws RadiographException {
        return guarded(file, () -> switch (format(file)) {
            case DICOM -> PIXELS.frame(DicomReader.read(file), 0);
            case PNG, JPEG -> picture(file);
        });
    }

    /** Reads the first frame as a screen shows it: grey by its window or curve, colours as colours. */
    public static DisplayedPicture displayed(Path file) throws RadiographException {
        return guarded(file, () -> switch (format(file)) {
            case DICOM -> {
                DicomFile dicom = DicomReader.read(file);
                yield DicomRadiographs.displayed(dicom, PIXELS.frame(dicom, 0));
            }
            case PNG, JPEG -> {
                PixelFrame frame = picture(file);
                yield frame.samples() == 3
                        ? DisplayedPicture.ofColour(frame)
                        : DisplayedPicture.of(Pictures.radiograph(frame, ViewPosition.UNKNOWN));
            }
        });
    }

    /** Reads what a file says of itself, without its pixels. */
    public static RadiographHeader inspect(Path file) throws RadiographException {
        return guarded(file, () -> switch (format(file)) {
            case DICOM -> DicomHeaders.header(DicomReader.readHeader(file));
            case PNG -> PictureHeaders.png(head(file, PngHeader.LENGTH));
            case JPEG -> PictureHeaders.jpeg(bytes(file));
        });
    }

    /** What reading may fail with, before it is put in one sentence. */
    private interface Reading<T> {
        T read() throws IOException, DicomException, PictureException;
    }

    private static <T> T guarded(Path file, Reading<T> reading) throws RadiographException {
        try {
            return reading.read();
        } catch (DicomException e) {
            throw new RadiographException(e.in(file).getMessage(), e);
        } catch (PictureException e) {
            throw new RadiographException(file, e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new RadiographException(file, "there is no such file", e);
        } catch (FileSystemException e) {
            throw new RadiographException(file, "cannot be opened" + reason(e), e);
        } catch (IOException e) {
            throw new RadiographException(file, "cannot be read", e);
        }
    }

    /** The system's reason without the path that the exception's own message holds. */
    private static String reason(FileSystemException e) {
        return Optional.ofNullable(e.getReason()).map(reason -> ": " + reason).orElse("");
    }

    private static RadiographHeader.Format format(Path file) throws IOException, PictureException {
        if (Files.isDirectory(file)) {
            throw new PictureException("is a folder, not a picture");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe would wait for ever, and could be read only once.
            throw new PictureException("is not a file");
        }
        byte[] head = head(file, DicomReader.SNIFFED_BYTES);
        if (PngHeader.hasSignature(head)) {
            return RadiographHeader.Format.PNG;
        }
        if (head.length >= 3 && head[0] == (byte) 0xff && head[1] == (byte) 0xd8 && head[2] == (byte) 0xff) {
            return RadiographHeader.Format.JPEG;
        }
        if (DicomReader.looksLikeDicom(head)) {
            return RadiographHeader.Format.DICOM;
        }
        throw new PictureException(head.length == 0 ? "is empty" : "is neither DICOM nor PNG nor JPEG");
    }

    private static PixelFrame picture(Path file) throws IOException, PictureException {
        byte[] bytes = bytes(file);
        return PngHeader.hasSignature(bytes) ? PngReader.read(bytes) : jpeg(bytes);
    }

    private static PixelFrame jpeg(byte[] bytes) throws PictureException {
        try {
            return ExifOrientation.upright(JpegImage.decode(bytes), ExifOrientation.of(bytes));
        } catch (DicomException e) {
            // A file that is no DICOM has no attribute to name.
            throw new PictureException(e.problem(), e);
        }
    }

    private static byte[] head(Path file, int length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(length);
        }
    }

    private static byte[] bytes(Path file) throws IOException, PictureException {
        if (Files.size(file) > LARGEST_PICTURE) {
            throw new PictureException("is larger than " + (LARGEST_PICTURE >> 20) + " MB");
        }
        return Files.readAllBytes(file);
    }
}
