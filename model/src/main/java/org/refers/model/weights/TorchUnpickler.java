package org.refers.model.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickle of a PyTorch checkpoint. A pickle is a program: here it can call nothing but the few functions that
 * put tensors and dictionaries together; whatever else it names is refused by name, and a length is believed only where
 * as many bytes are left.
 */
final class TorchUnpickler extends Unpickler {

    private static final Map<String, NumberFormat> REAL = Map.of("HalfStorage", NumberFormat.F16, "BFloat16Storage",
            NumberFormat.BF16, "FloatStorage", NumberFormat.F32, "DoubleStorage", NumberFormat.F64);
    private static final Map<String, Integer> WHOLE = Map.of("LongStorage", 8, "IntStorage", 4, "ShortStorage", 2,
            "CharStorage", 1, "ByteStorage", 1, "BoolStorage", 1);
    private static final Set<String> MAPS = Set.of("collections.OrderedDict", "collections.defaultdict",
            "builtins.dict", "__builtin__.dict");
    /** The second is the name before PyTorch 0.4; what both take begins alike. */
    private static final Set<String> TENSORS = Set.of("torch._utils._rebuild_tensor_v2",
            "torch._utils._rebuild_tensor");
    private static final String PARAMETER = "torch._utils._rebuild_parameter";

    /** Opcodes that carry a length of 4 or of 8 bytes. */
    private static final Set<Integer> LENGTH_4 = Set.of((int) Opcodes.BINUNICODE, (int) Opcodes.BINBYTES,
            (int) Opcodes.BINSTRING, (int) Opcodes.LONG4);
    private static final Set<Integer> LENGTH_8 = Set.of((int) Opcodes.BINUNICODE8, (int) Opcodes.BINBYTES8,
            (int) Opcodes.BYTEARRAY8);

    /** The class of a storage: a name, not yet any bytes. */
    private record StorageClass(String name) {
    }

    /** The storages that the pickle named, by key. */
    private final Map<String, Storage> storages = new LinkedHashMap<>();

    /**
     * A stretch of numbers outside of the pickle.
     *
     * @param type PyTorch's name of the storage's class
     * @param key its name in the checkpoint
     * @param elements how many numbers the pickle says there are
     */
    record Storage(String type, String key, long elements) {

        /** How its numbers are written, if they are real. */
        Optional<NumberFormat> format() {
            return Optional.ofNullable(REAL.get(type));
        }

        /** Bytes of one number. */
        int bytesPerElement() {
            return format().map(NumberFormat::bytes).orElseGet(() -> WHOLE.getOrDefault(type, 1));
        }
    }

    /**
     * A view on a storage.
     *
     * @param offset first element
     * @param shape extents
     * @param strides elements between neighbours along each axis
     */
    record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {

        /** Creates a view; the lists are copied. */
        Tensor {
            shape = List.copyOf(shape);
            strides = List.copyOf(strides);
        }
    }

    /**
     * Reads a pickle.
     *
     * @throws WeightException if it is damaged or asks for what is not allowed
     */
    Object read(byte[] pickle) throws WeightException {
        return next(new ByteArrayInputStream(pickle));
    }

    /**
     * Reads the pickle that a stream stands at and leaves the stream behind it.
     *
     * @throws WeightException if it is damaged or asks for what is not allowed
     */
    Object next(ByteArrayInputStream pickles) throws WeightException {
        try {
            return load(pickles);
        } catch (PickleException refused) {
            throw new WeightException(String.valueOf(refused.getMessage()), refused);
        } catch (IOException | RuntimeException | StackOverflowError damaged) {
            // A list that holds itself, used as a key, would be looked into without an end.
            throw new WeightException("its pickle is damaged", damaged);
        }
    }

    @Override
    protected Object dispatch(short key) throws PickleException, IOException {
        if (LENGTH_4.contains((int) key)) {
            requireLeft(4);
        } else if (LENGTH_8.contains((int) key)) {
            requireLeft(8);
        }
        switch (key) {
            case Opcodes.SETITEM, Opcodes.SETITEMS, Opcodes.DICT, Opcodes.ADDITEMS, Opcodes.FROZENSET ->
                requirePlainKeys(key);
            case Opcodes.LONG, Opcodes.LONG4 -> throw new PickleException("its pickle holds a number without bounds");
            default -> {
                // Nothing to look at beforehand.
            }
        }
        switch (key) {
            case Opcodes.GLOBAL -> stack.add(named(PickleUtils.readline(input), PickleUtils.readline(input)));
            case Opcodes.STACK_GLOBAL -> {
                String name = text(stack.pop());
                stack.add(named(text(stack.pop()), name));
            }
            case Opcodes.BUILD -> passOverState();
            case Opcodes.INST, Opcodes.OBJ, Opcodes.NEWOBJ, Opcodes.NEWOBJ_EX, Opcodes.EXT1, Opcodes.EXT2,
                    Opcodes.EXT4 ->
                throw new PickleException("its pickle makes an object, which is not read");
            default -> {
                return super.dispatch(key);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** A module's dictionary of weights carries its layers' versions as an attribute; of other objects nothing is set up. */
    private void passOverState() {
        stack.pop();
        if (!(stack.peek() instanceof Map)) {
            throw new PickleException("its pickle sets up an object, which is not read");
        }
    }

    /**
     * Keys are texts and numbers, or tuples of them, which are arrays here and no equals of others. A list is hashed by what it holds: one of two references to one of two references, thirty
     * deep, keeps a processor busy for hours.
     */
    private void requirePlainKeys(short key) {
        if (key == Opcodes.ADDITEMS || key == Opcodes.FROZENSET) {
            throw new PickleException("its pickle holds a set, which no checkpoint of weights needs");
        }
        List<Object> keys = new ArrayList<>();
        if (key == Opcodes.SETITEM) {
            Object value = stack.pop();
            keys.add(stack.peek());
            stack.add(value);
        } else {
            List<Object> pairs = stack.pop_all_since_marker();
            stack.add_mark();
            for (int i = 0; i < pairs.size(); i++) {
                stack.add(pairs.get(i));
                if (i % 2 == 0) {
                    keys.add(pairs.get(i));
                }
            }
        }
        requirePlain(keys);
    }

    private static void requirePlain(List<Object> keys) {
        if (!keys.stream().allMatch(key -> key == null || key instanceof String || key instanceof Number
                || key instanceof Boolean || key instanceof Object[])) {
            throw new PickleException("its pickle has a key that is neither text nor number");
        }
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new PickleException("its pickle is damaged: a name is no text");
    }

    /** The storages that the pickle named, by key. */
    Map<String, Storage> storages() {
        return Collections.unmodifiableMap(storages);
    }

    private void requireLeft(int bytes) throws IOException {
        input.mark(bytes);
        byte[] length = input.readNBytes(bytes);
        int left = input.available();
        input.reset();
        ByteBuffer number = ByteBuffer.wrap(Arrays.copyOf(length, 8)).order(ByteOrder.LITTLE_ENDIAN);
        if (length.length < bytes || number.getLong() < 0 || number.getLong(0) > left) {
            throw new PickleException("its pickle ends early");
        }
    }

    private static Object named(String module, String name) {
        String whole = module + "." + name;
        if (MAPS.contains(whole)) {
            return (IObjectConstructor) TorchUnpickler::map;
        }
        if (TENSORS.contains(whole)) {
            return (IObjectConstructor) TorchUnpickler::tensor;
        }
        if (whole.equals(PARAMETER)) {
            return (IObjectConstructor) arguments -> arguments[0];
        }
        if (module.equals("torch") && (REAL.containsKey(name) || WHOLE.containsKey(name))) {
            return new StorageClass(name);
        }
        throw new PickleException("it wants to call " + whole + ", which no checkpoint of weights needs");
    }

    /** An empty map, or one of given pairs. */
    private static Object map(Object[] arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object argument : arguments) {
            if (argument instanceof List<?> pairs) {
                for (Object pair : pairs) {
                    Object[] both = pair instanceof List<?> list ? list.toArray() : (Object[]) pair;
                    requirePlain(Arrays.asList(both[0]));
                    map.put(both[0], both[1]);
                }
            }
        }
        return map;
    }

    private static Object tensor(Object[] arguments) {
        if (arguments.length < 4 || !(arguments[0] instanceof Storage storage)
                || !(arguments[1] instanceof Number offset)) {
            throw new PickleException("its pickle holds a tensor that is put together in an unknown way");
        }
        return new Tensor(storage, offset.longValue(), longs(arguments[2]), longs(arguments[3]));
    }

    private static List<Long> longs(Object tuple) {
        Stream<?> parts = tuple instanceof List<?> list ? list.stream() : Arrays.stream((Object[]) tuple);
        return parts.map(part -> ((Number) part).longValue()).toList();
    }

    /** What PyTorch writes for a storage: ('storage', class, key, device, number of elements); in old files, of what it is a part. */
    @Override
    protected Object persistentLoad(Object id) {
        Object[] parts = id instanceof Object[] array ? array : new Object[0];
        if (parts.length < 5 || !"storage".equals(parts[0]) || !(parts[1] instanceof StorageClass type)
                || !(parts[4] instanceof Number elements)) {
            throw new PickleException("its pickle refers to something that is no storage of numbers");
        }
        if (parts.length > 5 && parts[5] != null) {
            throw new PickleException("its storages are parts of others, as PyTorch 0.3 wrote them;"
                    + " open it with a newer PyTorch and save it again");
        }
        if (!(parts[2] instanceof String) && !(parts[2] instanceof Number)) {
            throw new PickleException("its pickle names a storage by something that is no text");
        }
        Storage storage = new Storage(type.name(), String.valueOf(parts[2]), elements.longValue());
        Storage before = storages.putIfAbsent(storage.key(), storage);
        if (before != null && !before.equals(storage)) {
            throw new PickleException("its pickle tells two things of one storage");
        }
        return storage;
    }
}
