package org.refers.model.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.refers.model.dicom.DecodeWatch;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomFile;
import org.refers.model.dicom.DicomProvider;
import org.refers.model.dicom.DicomProviders;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.JpegImage;
import org.refers.model.dicom.OwnDicomProvider;
import org.refers.model.dicom.PixelData;
import org.refers.model.dicom.PixelFrame;
import org.refers.model.dicom.TransferSyntax;
import org.refers.model.study.FrameNumber;
import org.refers.model.study.Overlays;
import org.refers.model.study.Radiograph;

/**
 * Reads radiographs from DICOM, PNG and JPEG files. What a file is, its first bytes decide and never its name. Files may
 * be damaged or made to do harm: the outcome is a picture or a {@link RadiographException}, in bounded memory.
 */
public final class RadiographReader {

    private static final long LARGEST_PICTURE = 1L << 29;
    /** Previews and colour profiles before a JPEG file's frame are seldom larger. */
    private static final int JPEG_HEAD = 1 << 16;
    /** Looked up once: finding services reads every jar of the class path. */
    private static final DicomProviders PROVIDERS = DicomProviders.found();
    /** For bits beside the stored ones, which are read here whoever decodes the others. */
    private static final PixelData PIXELS = PixelData.standard();

    private RadiographReader() {
    }

    /** Reads a radiograph; the first frame of a file that holds several. */
    public static Radiograph read(Path file) throws RadiographException {
        return read(file, 0);
    }

    /**
     * Reads a radiograph, the first frame, under a watch.
     *
     * @param watch is told how far decoding is where that takes long
     * @throws java.util.concurrent.CancellationException if the watch says that nobody waits
     */
    public static Radiograph read(Path file, DecodeWatch watch) throws RadiographException {
        return read(file, 0, watch);
    }

    /**
     * Reads a radiograph.
     *
     * @param frame which of the file's pictures, counted from 0
     */
    public static Radiograph read(Path file, int frame) throws RadiographException {
        return read(file, frame, DecodeWatch.NONE);
    }

    private static Radiograph read(Path file, int frame, DecodeWatch watch) throws RadiographException {
        return guarded(file, () -> switch (format(file)) {
            case DICOM -> {
                Decoded decoded = decode(file, frame, watch);
                Overlays overlays = DicomOverlays.of(decoded.file, PIXELS, frame);
                yield DicomRadiographs.radiograph(decoded.file, decoded.frame, overlays, decoded.number());
            }
            case PNG, JPEG -> Pictures.radiograph(picture(file, frame));
        });
    }

    /** Reads the stored values of a frame: decoded, before any lookup table and without inversion. */
    public static PixelFrame storedValues(Path file, int frame) throws RadiographException {
        return guarded(file, () -> switch (format(file)) {
            case DICOM -> decode(file, frame).frame;
            case PNG, JPEG -> picture(file, frame);
        });
    }

    /** Reads the stored values of the first frame. */
    public static PixelFrame storedValues(Path file) throws RadiographException {
        return storedValues(file, 0);
    }

    /** Reads the first frame as a screen shows it. */
    public static DisplayedPicture displayed(Path file) throws RadiographException {
        return displayed(file, 0);
    }

    /** Reads a frame as a screen shows it: grey by its window or curve, colours as colours, without overlays. */
    public static DisplayedPicture displayed(Path file, int frame) throws RadiographException {
        return guarded(file, () -> switch (format(file)) {
            case DICOM -> {
                Decoded decoded = decode(file, frame);
                yield DicomRadiographs.displayed(decoded.file, decoded.frame);
            }
            case PNG, JPEG -> {
                PixelFrame picture = picture(file, frame);
                yield picture.samples() == 3
                        ? DisplayedPicture.ofColour(picture)
                        : DisplayedPicture.of(Pictures.radiograph(picture));
            }
        });
    }

    /** The overlays over a frame; a file that is no DICOM file has none. */
    public static Overlays overlays(Path file, int frame) throws RadiographException {
        return guarded(file, () -> format(file) == RadiographHeader.Format.DICOM
                ? DicomOverlays.of(provider().read(file), PIXELS, frame)
                : Overlays.NONE);
    }

    /** Reads what a file says of itself, without its pixels. */
    public static RadiographHeader inspect(Path file) throws RadiographException {
        return guarded(file, () -> switch (format(file)) {
            case DICOM -> DicomHeaders.header(provider().readHeader(file));
            case PNG -> PictureHeaders.png(head(file, PngHeader.LENGTH));
            case JPEG -> PictureHeaders.jpeg(bytes(file));
        });
    }

    /**
     * Reads what a file says of itself from its bytes as they come by, for a caller that reads them to the end anyway. A DICOM
     * file is followed to its end, so that one which was cut off is refused; of pictures only the beginning is taken.
     *
     * @param file names the file in messages; opened only where the stream does not tell enough
     * @param in the file's bytes, at their beginning; {@link InputStream#mark} is needed for {@link DicomReader#SNIFFED_BYTES}
     *     bytes
     * @param size of the file in bytes
     */
    public static RadiographHeader inspectWhole(Path file, InputStream in, long size) throws RadiographException {
        return guarded(file, () -> {
            in.mark(DicomReader.SNIFFED_BYTES + 1);
            byte[] head = in.readNBytes(DicomReader.SNIFFED_BYTES);
            in.reset();
            return switch (format(head)) {
                case DICOM -> dicomHeader(file, in, size);
                case PNG -> PictureHeaders.png(head);
                case JPEG -> jpegHeader(file, in, size);
            };
        });
    }

    private static RadiographHeader dicomHeader(Path file, InputStream in, long size)
            throws IOException, DicomException {
        DicomFile read = DicomReader.readHeaderOfWhole(in, size);
        boolean own = provider() instanceof OwnDicomProvider;
        return DicomHeaders.header(own ? read : provider().readHeader(file));
    }

    private static RadiographHeader jpegHeader(Path file, InputStream in, long size)
            throws IOException, PictureException {
        byte[] head = in.readNBytes((int) Math.min(size, JPEG_HEAD));
        try {
            return PictureHeaders.jpeg(head);
        } catch (PictureException beforeItsFrame) {
            if (head.length == size) {
                throw beforeItsFrame;
            }
            return PictureHeaders.jpeg(bytes(file));
        }
    }

    /**
     * Name of the provider that reads DICOM files here, for records of what was done.
     *
     * @throws DicomException if one was chosen that is not there
     */
    public static String providerName() throws DicomException {
        return provider().name();
    }

    /**
     * Name of a compression whose headers are read and whose pixels are not.
     *
     * @param syntax UID of a transfer syntax
     * @return empty where its pixels are decoded
     */
    public static Optional<String> undecoded(String syntax) {
        try {
            Set<TransferSyntax> decoded = provider().syntaxes();
            return TransferSyntax.of(syntax).filter(known -> !decoded.contains(known)).map(TransferSyntax::title);
        } catch (DicomException noProvider) {
            // Every file says so when its header is read.
            return Optional.empty();
        }
    }

    private static DicomProvider provider() throws DicomException {
        return PROVIDERS.chosen(System.getProperty(DicomProviders.CHOICE, ""));
    }

    /** A file with one of its frames. */
    private record Decoded(DicomFile file, PixelFrame frame, int index) {

        FrameNumber number() throws DicomException {
            return new FrameNumber(index, PixelData.frames(file.dataSet()));
        }
    }

    private static Decoded decode(Path path, int index) throws IOException, DicomException, PictureException {
        return decode(path, index, DecodeWatch.NONE);
    }

    private static Decoded decode(Path path, int index, DecodeWatch watch)
            throws IOException, DicomException, PictureException {
        DicomProvider provider = provider();
        DicomFile file = provider.read(path);
        requireFrame(index, PixelData.frames(file.dataSet()));
        return new Decoded(file, provider.frame(file, index, watch), index);
    }

    private static void requireFrame(int index, int frames) throws PictureException {
        if (index < 0 || index >= frames) {
            throw new PictureException("holds " + frames + (frames == 1 ? " frame" : " frames")
                    + ", counted from 0, and no frame " + index);
        }
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
        return format(head(file, DicomReader.SNIFFED_BYTES));
    }

    private static RadiographHeader.Format format(byte[] head) throws PictureException {
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

    private static PixelFrame picture(Path file, int frame) throws IOException, PictureException {
        requireFrame(frame, 1);
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
