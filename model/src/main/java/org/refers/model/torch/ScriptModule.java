package org.refers.model.torch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * An instance of a class of a TorchScript source, with its attributes. Every attribute that the class declares must be put,
 * except {@code training}, which is there from the beginning and off.
 */
public final class ScriptModule {

    private final String type;
    private final SequencedMap<String, Value> attributes = new LinkedHashMap<>();

    /** An attribute's value, which writes itself. */
    @FunctionalInterface
    interface Value {

        void writeTo(ScriptPickle pickle);
    }

    /** Creates an instance of the class of this name. */
    public ScriptModule(String type) {
        this.type = type;
        attributes.put("training", pickle -> pickle.truth(false));
    }

    /** Adds a module. */
    public ScriptModule put(String name, ScriptModule module) {
        return add(name, pickle -> pickle.module(module));
    }

    /** Adds a parameter or buffer. */
    public ScriptModule put(String name, ScriptTensor tensor) {
        return add(name, pickle -> pickle.tensor(tensor));
    }

    /** Adds a text. */
    public ScriptModule put(String name, String text) {
        return add(name, pickle -> pickle.text(text));
    }

    /** Adds a whole number of at most 32 bits. */
    public ScriptModule put(String name, int value) {
        return add(name, pickle -> pickle.whole(value));
    }

    /** Adds a real number. */
    public ScriptModule put(String name, double value) {
        return add(name, pickle -> pickle.real(value));
    }

    /** Adds a list of texts. */
    public ScriptModule putTexts(String name, List<String> texts) {
        List<String> kept = List.copyOf(texts);
        return add(name, pickle -> pickle.texts(kept));
    }

    /** Adds a list of real numbers. */
    public ScriptModule putReals(String name, List<Double> values) {
        List<Double> kept = List.copyOf(values);
        return add(name, pickle -> pickle.reals(kept));
    }

    private ScriptModule add(String name, Value value) {
        if (attributes.put(name, value) != null) {
            throw new IllegalArgumentException(type + " has its " + name + " already");
        }
        return this;
    }

    String type() {
        return type;
    }

    SequencedMap<String, Value> attributes() {
        return Collections.unmodifiableSequencedMap(attributes);
    }
}
