package org.refers.model.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens weight files of other programs; what a file is, its content says. */
public final class WeightFiles {

    private static final int ZIP = 0x04034b50;
    /** The first bytes of a pickle of protocol 2, in which PyTorch wrote before 1.6. */
    private static final int PICKLE = 0x0280;

    private static final String TAR = "ustar";
    private static final int TAR_MARK = 257;

    private WeightFiles() {
    }

    /**
     * Opens a safetensors file, a NumPy archive, a PyTorch checkpoint of either form, the index of a TensorFlow checkpoint, or the folder
     * of a SavedModel.
     *
     * @throws IOException with a clause that says what is wrong, if it is none of them or damaged
     */
    public static WeightFile open(Path path) throws IOException {
        try {
            return recognised(path);
        } catch (IOException failure) {
            throw WeightException.told(failure);
        }
    }

    private static WeightFile recognised(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return TensorFlowBundle.open(savedModel(path));
        }
        if (path.toString().endsWith(TensorFlowBundle.INDEX)) {
            return TensorFlowBundle.open(path);
        }
        int start = start(path);
        if (start == ZIP) {
            return zip(path);
        }
        if ((start & 0xffff) == PICKLE) {
            return TorchLegacy.open(path);
        }
        if (isTar(path)) {
            throw new WeightException("it is a tar archive, as PyTorch wrote before 0.2 or as a download comes in;"
                    + " unpack it, or open it in a later PyTorch and save it again");
        }
        if (!hasJson(path)) {
            throw new WeightException(
                    "it is none of what is read: safetensors, a NumPy archive, a PyTorch checkpoint or"
                            + " a TensorFlow checkpoint; see docs/guide/weights.md");
        }
        return SafetensorsWeights.open(path);
    }

    /** A safetensors file has no mark but the object that follows the 8 bytes of its length. */
    private static boolean hasJson(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer first = ByteBuffer.allocate(1);
            return channel.read(first, Long.BYTES) == 1 && first.get(0) == '{';
        }
    }

    private static int start(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(bytes, 0);
            return bytes.getInt(0);
        }
    }

    private static boolean isTar(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer mark = ByteBuffer.allocate(TAR.length());
            return channel.read(mark, TAR_MARK) == TAR.length()
                    && new String(mark.array(), StandardCharsets.US_ASCII).equals(TAR);
        }
    }

    private static WeightFile zip(Path path) throws IOException {
        boolean arrays;
        try (ZipFile zip = new ZipFile(path.toFile());
                Stream<String> names = zip.stream().map(entry -> entry.getName())) {
            List<String> all = names.toList();
            if (new HashSet<>(all).size() < all.size()) {
                // Which of the two is meant, programs answer differently: what was looked at would not be what is loaded.
                throw new WeightException("its zip holds two entries of one name");
            }
            arrays = all.stream().anyMatch(name -> name.endsWith(".npy"));
        } catch (ZipException damaged) {
            throw new WeightException("its zip is damaged, perhaps cut off", damaged);
        }
        return arrays ? NpzFile.open(path) : TorchZip.open(path);
    }

    private static Path savedModel(Path folder) throws IOException {
        for (Path place : List.of(folder.resolve("variables"), folder)) {
            Optional<Path> index = index(place);
            if (index.isPresent()) {
                return index.get();
            }
        }
        throw new WeightException("the folder holds no TensorFlow checkpoint");
    }

    private static Optional<Path> index(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(TensorFlowBundle.INDEX)).sorted().findFirst();
        }
    }
}
