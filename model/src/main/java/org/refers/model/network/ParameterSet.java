package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import org.refers.model.network.ParameterSpec.Start;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;
import org.refers.model.store.TensorInfo;

/**
 * The parameters of a network by name, in the order of their layout, in memory of their own that {@link #close()} gives
 * back. Parameters collect gradients unless frozen; buffers never do.
 *
 * <p>One thread at a time may use a set and what was built on it.
 */
public final class ParameterSet implements AutoCloseable {

    private final NDManager manager;
    private final SequencedMap<String, ParameterSpec> specs = new LinkedHashMap<>();
    private final SequencedMap<String, NDArray> arrays = new LinkedHashMap<>();
    private final Set<String> frozen = new HashSet<>();

    private ParameterSet(NDManager manager) {
        this.manager = manager;
    }

    /** Creates parameters on the device of the parent and fills them with their starting values. */
    public static ParameterSet create(NDManager parent, List<ParameterSpec> layout, Initializer initializer) {
        ParameterSet set = new ParameterSet(parent.newSubManager());
        for (ParameterSpec spec : layout) {
            NDArray array = set.copied(initializer.values(spec), spec);
            array.setRequiresGradient(spec.start() != Start.BUFFER);
            set.specs.put(spec.name(), spec);
            set.arrays.put(spec.name(), array);
        }
        return set;
    }

    /**
     * The tensor of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("this network has no parameter " + name);
        }
        return array;
    }

    /**
     * Name, shape and start of a parameter.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ParameterSpec spec(String name) {
        ParameterSpec spec = specs.get(name);
        if (spec == null) {
            throw new IllegalArgumentException("this network has no parameter " + name);
        }
        return spec;
    }

    /** The tensor of a name, if there is one. */
    public Optional<NDArray> find(String name) {
        return Optional.ofNullable(arrays.get(name));
    }

    /** All tensors by name, buffers included. */
    public SequencedMap<String, NDArray> all() {
        return Collections.unmodifiableSequencedMap(arrays);
    }

    /** Names of the parameters that learn: neither buffers nor frozen. */
    public List<String> trainable() {
        return specs.values().stream().filter(spec -> spec.start() != Start.BUFFER).map(ParameterSpec::name)
                .filter(name -> !frozen.contains(name)).toList();
    }

    /** Stops the learning of the parameters whose names fit, such as all but the classifier's for a linear probe. */
    public void freeze(Predicate<String> names) {
        for (String name : trainable()) {
            if (names.test(name)) {
                frozen.add(name);
                get(name).setRequiresGradient(false);
            }
        }
    }

    /** Number of learned values of a part (see {@link ParameterLayout}); of all parts for an empty prefix. */
    public long count(String part) {
        return ParameterLayout.count(List.copyOf(specs.values()), part);
    }

    /** The manager that holds the parameters; what must live as long as they do belongs there too. */
    public NDManager manager() {
        return manager;
    }

    /** A copy of a tensor's values, row-major. */
    public float[] values(String name) {
        return get(name).toFloatArray();
    }

    /**
     * Replaces a tensor's values in place.
     *
     * @throws IllegalArgumentException if the number of values is wrong
     */
    public void setValues(String name, float[] values) {
        NDArray array = get(name);
        if (values.length != array.size()) {
            throw new IllegalArgumentException(name + " takes " + array.size() + " values, not " + values.length);
        }
        try (NDArray source = manager.create(values, array.getShape())) {
            array.set(new NDIndex("..."), source);
        }
    }

    /** A tensor in the engine's own memory: one made from an array lives in a Java buffer, which is scarce. */
    private NDArray copied(float[] values, ParameterSpec spec) {
        try (NDArray source = manager.create(values, new Shape(spec.dimensions()))) {
            NDArray copy = source.duplicate();
            // A set outlives the scope it may have been made in.
            NDScope.unregister(copy);
            return copy;
        }
    }

    /** Copies the values of the same names out of another set; returns how many there were. */
    public int copyFrom(ParameterSet other) {
        int copied = 0;
        for (String name : arrays.keySet()) {
            if (other.arrays.containsKey(name) && other.get(name).getShape().equals(get(name).getShape())) {
                setValues(name, other.values(name));
                copied++;
            }
        }
        return copied;
    }

    /** Fills parameters from a file by exact name; the report tells what did not fit. */
    public LoadReport load(Safetensors file) throws IOException {
        LoadReport report = compare(specs.values(), file);
        for (String name : report.matched()) {
            setValues(name, file.floats(name));
        }
        return report;
    }

    /** Which parameters a file holds in the right shape, found before any memory is taken for them. */
    public static LoadReport compare(Collection<ParameterSpec> layout, Safetensors file) {
        List<String> matched = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        Set<String> leftOver = new LinkedHashSet<>(file.tensors().keySet());
        for (ParameterSpec spec : layout) {
            leftOver.remove(spec.name());
            Optional<TensorInfo> found = file.find(spec.name());
            if (found.isEmpty()) {
                missing.add(spec.name());
            } else if (!found.get().shape().equals(spec.shape())) {
                misshapen.add(spec.name() + ": " + found.get().shape() + " instead of " + spec.shape());
            } else {
                matched.add(spec.name());
            }
        }
        return new LoadReport(matched, missing, List.copyOf(leftOver), misshapen);
    }

    /** Adds all tensors to a file that is being put together. */
    public void store(SafetensorsWriter writer) {
        specs.values().forEach(spec -> writer.floats(spec.name(), spec.dimensions(), () -> values(spec.name())));
    }

    @Override
    public void close() {
        manager.close();
    }
}
