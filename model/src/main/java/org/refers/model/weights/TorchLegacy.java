package org.refers.model.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.refers.model.weights.TorchUnpickler.Storage;

/**
 * The form of PyTorch before 1.6, which later versions write on request: pickles of a magic number, a version, the machine, the
 * checkpoint and the list of its storages, then each storage as its number of elements and their bytes. Weights of BERT
 * and of vision transformers of 2018 to 2020 lie about in it.
 */
final class TorchLegacy implements TorchFile.Storages {

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final int VERSION = 1001;

    private final FileChannel channel;
    private final Map<String, Place> places = new HashMap<>();

    /** Where the bytes of a storage lie. */
    private record Place(long from, int bytes) {
    }

    private TorchLegacy(FileChannel channel) {
        this.channel = channel;
    }

    static TorchFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            TorchLegacy file = new TorchLegacy(channel);
            Object root = file.readPickles();
            return TorchFile.of("PyTorch checkpoint in the form before 1.6", root, file);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private Object readPickles() throws IOException {
        ByteBuffer start = bytes(0, (int) Math.min(channel.size(), TorchZip.LARGEST_PICKLE));
        ByteArrayInputStream in = new ByteArrayInputStream(start.array());
        if (!MAGIC.equals(new TorchUnpickler().next(in))) {
            throw new WeightException("it is a pickle, but no PyTorch checkpoint");
        }
        Object version = new TorchUnpickler().next(in);
        if (!(version instanceof Number number) || number.longValue() != VERSION) {
            throw new WeightException("its form before PyTorch 1.6 has version "
                    + (version instanceof Number known ? known.longValue() : "unknown") + "; known is " + VERSION);
        }
        requireLittleEndian(new TorchUnpickler().next(in));
        TorchUnpickler unpickler = new TorchUnpickler();
        Object root = unpickler.next(in);
        Object keys = new TorchUnpickler().next(in);
        findStorages(keys, unpickler.storages(), start.array().length - in.available());
        return root;
    }

    private static void requireLittleEndian(Object machine) throws WeightException {
        if (!(machine instanceof Map<?, ?> facts) || !Boolean.TRUE.equals(facts.get("little_endian"))) {
            throw new WeightException("it was written on a machine of another byte order; save it again on this one");
        }
    }

    /** Goes from storage to storage; together they must fill the file. */
    private void findStorages(Object keys, Map<String, Storage> known, long start) throws IOException {
        if (!(keys instanceof List<?> names)) {
            throw new WeightException("its list of storages is damaged");
        }
        long at = start;
        for (Object name : names) {
            Storage storage = known.get(String.valueOf(name));
            if (storage == null || places.containsKey(storage.key())) {
                throw new WeightException("its list of storages is damaged");
            }
            long elements = bytes(at, Long.BYTES).getLong();
            at += Long.BYTES;
            long left = channel.size() - at;
            if (elements != storage.elements() || elements < 0 || elements > left / storage.bytesPerElement()) {
                throw new WeightException("it ends within its numbers, or tells two lengths of them");
            }
            long size = elements * storage.bytesPerElement();
            if (size > Integer.MAX_VALUE - 8L) {
                throw new WeightException("one of its storages has " + size + " bytes, more than can be read");
            }
            places.put(storage.key(), new Place(at, (int) size));
            at += size;
        }
        if (at != channel.size() || places.size() != known.size()) {
            throw new WeightException("its numbers are not as long as it tells");
        }
    }

    @Override
    public ByteBuffer read(Storage storage, String name) throws IOException {
        Place place = places.get(storage.key());
        if (place == null) {
            throw new WeightException("the numbers of " + name + " are missing");
        }
        return bytes(place.from(), place.bytes());
    }

    private ByteBuffer bytes(long from, int count) throws IOException {
        if (count > channel.size() - from) {
            throw new WeightException("it ends early");
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new WeightException("it became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
