package org.refers.model.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A data set: elements in the order of their tags. Immutable; made by a {@link Builder} or a {@link DicomReader}.
 *
 * <p>The getters give the first value, or nothing where the element is absent or empty. A value that is there and makes
 * no sense, such as letters in a number, is an error and not an absence.
 */
public final class DicomObject {

    /** What a character is cannot be told from an element alone: Specific Character Set rules its data set. */
    private final CharacterSet characterSet;
    private final SortedMap<Integer, DicomElement> elements;

    private DicomObject(CharacterSet characterSet, SortedMap<Integer, DicomElement> elements) {
        this.characterSet = characterSet;
        this.elements = Collections.unmodifiableSortedMap(elements);
    }

    /** Starts an empty data set whose text is UTF-8, as ISO_IR 192 says in it once it holds other letters than ASCII. */
    public static Builder builder() {
        return new Builder(CharacterSet.UTF_8);
    }

    static Builder builder(CharacterSet characterSet) {
        return new Builder(characterSet);
    }

    /** Starts a data set that begins with everything this one holds. */
    public Builder toBuilder() {
        Builder builder = new Builder(characterSet);
        builder.elements.putAll(elements);
        return builder;
    }

    /** All elements, tags ascending. */
    public Collection<DicomElement> elements() {
        return elements.values();
    }

    /** The element with this tag. */
    public Optional<DicomElement> element(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    /** Whether there is an element with this tag, empty or not. */
    public boolean contains(int tag) {
        return elements.containsKey(tag);
    }

    /** The bytes of an element, numbers little endian; none if it is absent. */
    public byte[] bytes(int tag) {
        DicomElement element = elements.get(tag);
        return element == null ? new byte[0] : element.bytes();
    }

    /** The items of a sequence; none if it is absent. */
    public List<DicomObject> items(int tag) {
        DicomElement element = elements.get(tag);
        return element != null && element.value() instanceof DicomValue.Items(List<DicomObject> items)
                ? items
                : List.of();
    }

    /** The first value as text without the spaces that pad it. */
    public Optional<String> text(int tag) {
        List<String> values = texts(tag);
        return values.isEmpty() || values.get(0).isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** All values as text without the spaces that pad them; binary numbers are written in decimal. */
    public List<String> texts(int tag) {
        DicomElement element = elements.get(tag);
        return element == null ? List.of() : ElementText.values(element, characterSet);
    }

    /** The first value as a person's name. */
    public Optional<PersonName> personName(int tag) {
        return text(tag).map(PersonName::parse);
    }

    /** The first value as a whole number. */
    public OptionalInt integer(int tag) throws DicomException {
        OptionalDouble number = number(tag);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        double value = number.getAsDouble();
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new DicomException(tag, "should be a whole number, but is " + value);
        }
        return OptionalInt.of((int) value);
    }

    /** The first value as a number. */
    public OptionalDouble number(int tag) throws DicomException {
        double[] values = numbers(tag);
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[0]);
    }

    /** All values as numbers, from binary representations as well as decimal strings. */
    public double[] numbers(int tag) throws DicomException {
        DicomElement element = elements.get(tag);
        return element == null ? new double[0] : ElementNumbers.values(element);
    }

    /** All values as numbers, those that are none as NaN: for what a picture can do without. */
    public double[] readableNumbers(int tag) {
        DicomElement element = elements.get(tag);
        return element == null ? new double[0] : ElementNumbers.readable(element);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DicomObject that && elements.keySet().equals(that.elements.keySet())
                && elements.values().stream().allMatch(
                        e -> that.elements.get(e.tag()) instanceof DicomElement twin && ElementText.same(e, twin));
    }

    @Override
    public int hashCode() {
        return elements.keySet().hashCode();
    }

    /** Tags only: values may name a patient. */
    @Override
    public String toString() {
        return "DICOM data set with " + elements.size() + " elements";
    }

    CharacterSet characterSet() {
        return characterSet;
    }

    /** Collects the elements of a data set; a tag put twice keeps its last value. */
    public static final class Builder {

        private CharacterSet characterSet;
        private final SortedMap<Integer, DicomElement> elements = new TreeMap<>(Integer::compareUnsigned);

        private Builder(CharacterSet characterSet) {
            this.characterSet = characterSet;
        }

        /**
         * Puts text, several values parted by backslashes. Specific Character Set holds for text that is put after it, so
         * it comes first.
         */
        public Builder text(int tag, Vr vr, String text) {
            if (!vr.isText()) {
                throw new IllegalArgumentException(Tags.describe(tag) + ": " + vr + " is not text");
            }
            if (tag == Tags.SPECIFIC_CHARACTER_SET) {
                characterSet = named(text);
            }
            return bytes(tag, vr, characterSet.encode(text, vr));
        }

        /** Puts text under the dictionary's value representation. */
        public Builder text(int tag, String text) {
            return text(tag, dictionaryVr(tag), text);
        }

        /** Puts whole numbers of a binary representation (AT, SL, SS, SV, UL, US, UV) under the dictionary's one. */
        public Builder integers(int tag, long... numbers) {
            return integers(tag, dictionaryVr(tag), numbers);
        }

        /** Puts whole numbers of a binary representation. */
        public Builder integers(int tag, Vr vr, long... numbers) {
            if (vr.kind() != Vr.Kind.INTEGER) {
                throw new IllegalArgumentException(Tags.describe(tag) + ": " + vr + " holds no whole numbers");
            }
            // A tag is two numbers of 16 bits, each turned round by itself in a big-endian file.
            ByteBuffer bytes = ByteBuffer.allocate(numbers.length * (vr == Vr.AT ? 4 : vr.width()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (long number : numbers) {
                ElementNumbers.put(bytes, vr, number);
            }
            return bytes(tag, vr, bytes.array());
        }

        /** Puts decimal strings (DS), as short as they can be within the 16 bytes that the standard allows. */
        public Builder decimals(int tag, double... numbers) {
            StringBuilder text = new StringBuilder();
            for (double number : numbers) {
                text.append(text.isEmpty() ? "" : "\\").append(ElementNumbers.decimal(number));
            }
            return text(tag, Vr.DS, text.toString());
        }

        /** Puts numbers of single precision (FL). */
        public Builder floats(int tag, float... numbers) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
            for (float number : numbers) {
                bytes.putFloat(number);
            }
            return bytes(tag, Vr.FL, bytes.array());
        }

        /** Puts bytes, numbers little endian; an odd number of them gets the byte that every file would pad it with. */
        public Builder bytes(int tag, Vr vr, byte[] bytes) {
            byte[] even = bytes;
            if (bytes.length % 2 == 1) {
                even = Arrays.copyOf(bytes, bytes.length + 1);
                even[bytes.length] = vr.padding();
            }
            return put(new DicomElement(tag, vr, new DicomValue.Bytes(even)));
        }

        /** Puts a sequence. */
        public Builder items(int tag, List<DicomObject> items) {
            return put(new DicomElement(tag, Vr.SQ, new DicomValue.Items(items)));
        }

        /** Puts an element. */
        public Builder put(DicomElement element) {
            elements.put(element.tag(), element);
            return this;
        }

        /** Takes an element out. */
        public Builder remove(int tag) {
            elements.remove(tag);
            return this;
        }

        /** The character set of text in the data set from here on, as a file names it. */
        Builder characterSet(CharacterSet named) {
            characterSet = named;
            return this;
        }

        CharacterSet characterSet() {
            return characterSet;
        }

        boolean contains(int tag) {
            return elements.containsKey(tag);
        }

        /** Makes the data set. */
        public DicomObject build() {
            SortedMap<Integer, DicomElement> copy = new TreeMap<>(Integer::compareUnsigned);
            copy.putAll(elements);
            return new DicomObject(characterSet, copy);
        }

        private static CharacterSet named(String text) {
            try {
                return CharacterSet.of(Arrays.stream(text.split("\\\\", -1)).map(String::strip).toList());
            } catch (DicomException unknown) {
                throw new IllegalArgumentException(unknown.getMessage(), unknown);
            }
        }

        private static Vr dictionaryVr(int tag) {
            return Tags.vrOf(tag).orElseThrow(
                    () -> new IllegalArgumentException(Tags.describe(tag) + " is not in the dictionary: give a VR"));
        }
    }
}
