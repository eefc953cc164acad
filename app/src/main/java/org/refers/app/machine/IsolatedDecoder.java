package org.refers.app.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.refers.model.dicom.DecodeProcess;
import org.refers.model.dicom.DecodeWatch;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.PixelDecoder;
import org.refers.model.dicom.PixelFormat;
import org.refers.model.dicom.TransferSyntax;
import org.refers.training.run.ChildCommand;

/**
 * Which syntaxes are decoded in a process of their own: JPEG 2000, the most intricate of them. Java's options change it:
 * {@code -Drefers.decode.child=jpeg2000|all|none}, {@code -Drefers.decode.seconds=10} and {@code -Drefers.decode.heap_mb=2048}.
 * Found as a service by the reader.
 */
public final class IsolatedDecoder implements PixelDecoder {

    /** By name: the entry needs this package. */
    private static final String LAUNCHER = "org.refers.app.Launcher";
    private static final String COMMAND = "decode-child";
    private static final String CLASS_PATH = "-cp";
    /** Several times what a radiograph of 8 megapixels takes on a slow machine. */
    private static final int SECONDS = 10;
    /** 7.5 million samples decode in 64 MB; 100 million, the most that is opened, with room to spare. */
    private static final int HEAP_MB = 2048;

    private final DecodeProcess process;

    /** Takes its settings from the system properties. */
    public IsolatedDecoder() {
        this(System.getProperty("refers.decode.child", "jpeg2000"),
                Integer.getInteger("refers.decode.seconds", SECONDS),
                Integer.getInteger("refers.decode.heap_mb", HEAP_MB));
    }

    IsolatedDecoder(String what, int seconds, int heapMegabytes) {
        List<String> options = List.of("-Xmx" + heapMegabytes + "m", "-XX:+ExitOnOutOfMemoryError");
        this.process = new DecodeProcess(syntaxes(what), command(options),
                environment -> prepare(environment, options), Duration.ofSeconds(seconds));
    }

    static Set<TransferSyntax> syntaxes(String what) {
        Set<TransferSyntax> jpeg2000 = EnumSet.of(TransferSyntax.JPEG_2000, TransferSyntax.JPEG_2000_LOSSLESS);
        return switch (what) {
            case "none" -> Set.of();
            case "all" -> {
                Set<TransferSyntax> all = EnumSet.of(TransferSyntax.RLE_LOSSLESS, TransferSyntax.JPEG_BASELINE,
                        TransferSyntax.JPEG_SPECTRAL_SELECTION, TransferSyntax.JPEG_PROGRESSIVE,
                        TransferSyntax.JPEG_EXTENDED, TransferSyntax.JPEG_LOSSLESS, TransferSyntax.JPEG_LOSSLESS_SV1,
                        TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.JPEG_LS_NEAR_LOSSLESS);
                all.addAll(jpeg2000);
                yield all;
            }
            default -> jpeg2000;
        };
    }

    private static List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(ChildCommand.of(LAUNCHER, COMMAND));
        if (command.contains(CLASS_PATH)) {
            // After the options of this process, of which the last counts.
            command.addAll(command.indexOf(CLASS_PATH), options);
        }
        return command;
    }

    /** An installed launcher takes no options of Java's on its command line. */
    private static void prepare(Map<String, String> environment, List<String> options) {
        ChildCommand.prepare(environment);
        if (System.getProperty("jpackage.app-path") != null) {
            environment.put("JAVA_TOOL_OPTIONS", String.join(" ", options));
        }
    }

    @Override
    public Set<TransferSyntax> syntaxes() {
        return process.syntaxes();
    }

    @Override
    public boolean isPreferred() {
        return true;
    }

    @Override
    public Decoded decode(byte[] stream, PixelFormat format) throws DicomException {
        return process.decode(stream, format);
    }

    @Override
    public Decoded decode(TransferSyntax syntax, byte[] stream, PixelFormat format) throws DicomException {
        return process.decode(syntax, stream, format);
    }

    @Override
    public Decoded decode(TransferSyntax syntax, byte[] stream, PixelFormat format, DecodeWatch watch)
            throws DicomException {
        return process.decode(syntax, stream, format, watch);
    }
}
