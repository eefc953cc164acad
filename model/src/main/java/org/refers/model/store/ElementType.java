package org.refers.model.store;

import java.util.Optional;

/** The number formats of a safetensors file that we read. Values are little endian. */
public enum ElementType {
    F64(8), F32(4), F16(2), BF16(2), I64(8), I32(4);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** Whether the elements are whole numbers. */
    public boolean isInteger() {
        return this == I64 || this == I32;
    }

    /** The type of a name as the file writes it. */
    static Optional<ElementType> named(String name) {
        for (ElementType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
