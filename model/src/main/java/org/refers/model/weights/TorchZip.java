package org.refers.model.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.refers.model.weights.TorchUnpickler.Storage;

/** The form of PyTorch 1.6 and later: a zip with a pickle of names and views, and each storage in a file of its own. */
final class TorchZip implements TorchFile.Storages {

    /** Names and views of a few hundred tensors are some hundred kilobytes. */
    static final long LARGEST_PICKLE = 64L << 20;

    private final ZipFile zip;
    private final long size;
    private final String folder;
    private final ByteOrder order;

    private TorchZip(ZipFile zip, long size, String folder, ByteOrder order) {
        this.zip = zip;
        this.size = size;
        this.folder = folder;
        this.order = order;
    }

    static TorchFile open(Path path) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            ZipEntry pickle = Collections.list(zip.entries()).stream()
                    .filter(entry -> entry.getName().endsWith("/data.pkl")).findFirst()
                    .orElseThrow(
                            () -> new WeightException("the zip holds no data.pkl, so it is no PyTorch checkpoint"));
            String folder = pickle.getName().substring(0, pickle.getName().length() - "data.pkl".length());
            if (pickle.getSize() > LARGEST_PICKLE) {
                throw new WeightException(
                        "its pickle has " + pickle.getSize() + " bytes, too many for names of weights");
            }
            try (InputStream in = zip.getInputStream(pickle)) {
                Object root = new TorchUnpickler().read(in.readNBytes((int) LARGEST_PICKLE));
                return TorchFile.of("PyTorch checkpoint", root,
                        new TorchZip(zip, Files.size(path), folder, order(zip, folder)));
            }
        } catch (IOException | RuntimeException failure) {
            zip.close();
            throw failure;
        }
    }

    private static ByteOrder order(ZipFile zip, String folder) throws IOException {
        ZipEntry entry = zip.getEntry(folder + "byteorder");
        if (entry == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(8), StandardCharsets.US_ASCII).equals("big")
                    ? ByteOrder.BIG_ENDIAN
                    : ByteOrder.LITTLE_ENDIAN;
        }
    }

    @Override
    public ByteBuffer read(Storage storage, String name) throws IOException {
        ZipEntry entry = zip.getEntry(folder + "data/" + storage.key());
        if (entry == null) {
            throw new WeightException("the numbers of " + name + " are missing");
        }
        int bytes = ZipSizes.sound(entry, size);
        try (InputStream in = zip.getInputStream(entry)) {
            return ByteBuffer.wrap(in.readNBytes(bytes)).order(order);
        } catch (IOException failure) {
            throw WeightException.told(failure);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
