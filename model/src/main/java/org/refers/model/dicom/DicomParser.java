package org.refers.model.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads data sets element by element. One parser reads one file. */
final class DicomParser {

    static final long UNDEFINED_LENGTH = 0xffffffffL;

    /** Deeper than any real structured report; each level costs stack. */
    private static final int DEEPEST_NESTING = 64;
    /** More than the functional groups of any real object; each element costs about 100 bytes whatever it holds. */
    private static final int MOST_ELEMENTS = 1_000_000;
    /** Longest value that is kept when only the header is wanted. */
    private static final int LONGEST_HEADER_VALUE = 1 << 24;

    /** A tag and an empty value in any layout. */
    private static final int SHORTEST_ELEMENT = 8;
    /** What follows the tag of an item's or a sequence's end. */
    private static final int MARK_LENGTH = 4;
    private static final int ZEROS = 0;

    private static final byte[] NOTHING = new byte[0];

    /** How elements are laid out: with their VR or without, and in which byte order. */
    record Layout(boolean explicit, boolean bigEndian) {

        static final Layout IMPLICIT = new Layout(false, false);
        static final Layout EXPLICIT = new Layout(true, false);

        static Layout of(TransferSyntax syntax) {
            return new Layout(syntax.isExplicit(), syntax.isBigEndian());
        }
    }

    /** How much of a data set is kept. */
    enum Extent {
        ALL,
        /** What stands before the pixel data; the rest is not read. */
        HEADER,
        /** What stands before the pixel data; the rest is passed over to the data set's end. */
        HEADER_OF_WHOLE
    }

    /** What stands before a value. */
    private record Header(int tag, Vr vr, long length) {

        boolean isUndefined() {
            return length == UNDEFINED_LENGTH;
        }
    }

    private final DicomInput in;
    private final Extent extent;
    private final List<Long> recordPositions = new ArrayList<>();
    /** Tags of the pixel data and what follows, of which nothing else is kept. */
    private final Set<Integer> passed = new HashSet<>();
    private boolean passing;
    private int elements;

    DicomParser(DicomInput in, Extent extent) {
        this.in = in;
        this.extent = extent;
    }

    /** Reads elements up to the end of the input, or up to the pixel data if only the header is wanted. */
    DicomObject dataSet(Layout layout) throws IOException, DicomException {
        DicomObject.Builder builder = DicomObject.builder(CharacterSet.DEFAULT);
        boolean pixels = false;
        while (in.position() < in.size()) {
            if (pixels && in.size() - in.position() < SHORTEST_ELEMENT) {
                break;
            }
            int tag = in.tag(layout.bigEndian);
            if (tag == ZEROS) {
                requirePadding();
                break;
            }
            if (isEnd(tag)) {
                in.skip(MARK_LENGTH);
                continue;
            }
            pixels |= tag == Tags.PIXEL_DATA;
            boolean isHeader = Integer.compareUnsigned(tag, Tags.EXTENDED_OFFSET_TABLE) < 0;
            if (extent == Extent.HEADER && !isHeader) {
                break;
            }
            if (extent == Extent.HEADER_OF_WHOLE && !isHeader) {
                pass(tag, layout, builder.characterSet());
                continue;
            }
            add(readElement(tag, layout, in.size(), builder.characterSet(), 0), builder);
        }
        return builder.build();
    }

    /** Archives fill files up to whole blocks with zeros. */
    private void requirePadding() throws IOException, DicomException {
        if (!in.restIsZero()) {
            throw new DicomException(ZEROS, "stands where an attribute should, and what follows is no padding");
        }
    }

    /** Ends that nothing began, as some writers leave them where a length has said the same. */
    private static boolean isEnd(int tag) {
        return tag == Tags.ITEM_END || tag == Tags.SEQUENCE_END;
    }

    private void pass(int tag, Layout layout, CharacterSet characters) throws IOException, DicomException {
        if (!passed.add(tag)) {
            throw twice(tag);
        }
        passing = true;
        readElement(tag, layout, in.size(), characters, 0);
        passing = false;
    }

    private static DicomException twice(int tag) {
        return new DicomException(tag, "stands twice in one data set");
    }

    /** Where the directory records that were read begin, which is how a DICOMDIR links them; empty for other files. */
    List<Long> recordPositions() {
        return recordPositions;
    }

    /** Reads one element of file meta information. It names its representations, which not all writers know. */
    void metaElement(DicomObject.Builder builder) throws IOException, DicomException {
        int tag = in.tag(false);
        Layout layout = in.nextNamesVr() ? Layout.EXPLICIT : Layout.IMPLICIT;
        add(readElement(tag, layout, in.size(), CharacterSet.DEFAULT, 0), builder);
    }

    private void add(Optional<DicomElement> read, DicomObject.Builder builder) throws DicomException {
        if (read.isEmpty()) {
            return;
        }
        DicomElement element = read.get();
        if (builder.contains(element.tag())) {
            throw twice(element.tag());
        }
        builder.put(element);
        if (element.tag() == Tags.SPECIFIC_CHARACTER_SET) {
            builder.characterSet(CharacterSet.of(ElementText.values(element, CharacterSet.DEFAULT)));
        }
    }

    private Optional<DicomElement> readElement(int tag, Layout layout, long end, CharacterSet characters, int depth)
            throws IOException, DicomException {
        if (++elements > MOST_ELEMENTS) {
            throw new DicomException("has more than " + MOST_ELEMENTS + " data elements");
        }
        Header header = layout.explicit ? explicitHeader(tag, layout) : implicitHeader(tag);
        requireWithin(header, end);
        if (header.isUndefined() && tag == Tags.PIXEL_DATA && header.vr != Vr.SQ) {
            return Optional.of(fragments(header, layout, end));
        }
        // Unknown says the writer did not know; where the dictionary does, the value is a sequence all the same.
        boolean hidden = header.vr == Vr.UN && Tags.vrOf(tag).filter(Vr.SQ::equals).isPresent();
        if (header.isUndefined() || header.vr == Vr.SQ || hidden) {
            return Optional.of(sequence(header, layout, end, characters, depth));
        }
        if (passing || extent != Extent.ALL && header.length > LONGEST_HEADER_VALUE) {
            in.skip(header.length);
            return Optional.empty();
        }
        return Optional.of(plainElement(header, layout));
    }

    private Header explicitHeader(int tag, Layout layout) throws IOException, DicomException {
        String code = new String(in.bytes(2), StandardCharsets.ISO_8859_1);
        Optional<Vr> known = Vr.of(code);
        if (known.isEmpty()) {
            throw new DicomException(tag, "has no value representation that DICOM knows");
        }
        Vr vr = known.get();
        if (!vr.hasLongLength()) {
            return new Header(tag, vr, in.u16(layout.bigEndian));
        }
        in.skip(2);
        return new Header(tag, vr, in.u32(layout.bigEndian));
    }

    private Header implicitHeader(int tag) throws IOException, DicomException {
        long length = in.u32(false);
        Vr unknown = length == UNDEFINED_LENGTH && tag != Tags.PIXEL_DATA ? Vr.SQ : Vr.UN;
        return new Header(tag, Tags.vrOf(tag).orElse(unknown), length);
    }

    private void requireWithin(Header header, long end) throws DicomException {
        boolean mayBeUndefined = header.vr == Vr.SQ || header.vr == Vr.UN || header.tag == Tags.PIXEL_DATA;
        if (header.isUndefined() && !mayBeUndefined) {
            throw new DicomException(header.tag, "has an undefined length, which " + header.vr + " does not allow");
        }
        long left = end - in.position();
        if (!header.isUndefined() && header.length > left) {
            throw new DicomException(header.tag,
                    "says it has " + header.length + " bytes, but only " + left + " are left: the file is cut off");
        }
    }

    private DicomElement plainElement(Header header, Layout layout) throws IOException, DicomException {
        if (header.length > Integer.MAX_VALUE - 16) {
            throw new DicomException(header.tag, "is larger than 2 GB");
        }
        byte[] bytes = in.bytes((int) header.length);
        // What hides behind Unknown is written as in implicit encoding (PS3.5, 6.2.2).
        Vr vr = header.vr == Vr.UN ? Tags.vrOf(header.tag).orElse(Vr.UN) : header.vr;
        if (layout.bigEndian && header.vr != Vr.UN) {
            ByteOrders.swap(bytes, vr.width());
        }
        return new DicomElement(header.tag, vr, new DicomValue.Bytes(bytes));
    }

    private DicomElement sequence(Header header, Layout layout, long end, CharacterSet characters, int depth)
            throws IOException, DicomException {
        if (depth >= DEEPEST_NESTING) {
            throw new DicomException(header.tag, "nests sequences more than " + DEEPEST_NESTING + " deep");
        }
        // Behind Unknown a sequence is in implicit little endian (PS3.5, 6.2.2).
        Layout inside = header.vr == Vr.UN ? Layout.IMPLICIT : layout;
        long sequenceEnd = header.isUndefined() ? end : in.position() + header.length;
        List<DicomObject> items = new ArrayList<>();
        while (header.isUndefined() || in.position() < sequenceEnd) {
            long position = in.position();
            int mark = in.tag(inside.bigEndian);
            long length = in.u32(inside.bigEndian);
            if (mark == Tags.SEQUENCE_END && (header.isUndefined() || in.position() == sequenceEnd)) {
                break;
            }
            requireItem(header.tag, mark, length, sequenceEnd);
            if (header.tag == Tags.DIRECTORY_RECORD_SEQUENCE && depth == 0) {
                recordPositions.add(position);
            }
            Layout used = header.vr == Vr.UN && length > 0 ? insideUnknown(length, sequenceEnd) : inside;
            items.add(item(used, length, sequenceEnd, characters, depth + 1));
        }
        return new DicomElement(header.tag, Vr.SQ, new DicomValue.Items(items));
    }

    /** Some writers call a sequence unknown and go on naming representations in it: no length would fit then. */
    private Layout insideUnknown(long length, long end) throws IOException {
        long itemEnd = length == UNDEFINED_LENGTH ? end : Math.min(end, in.position() + length);
        return in.nextElementIsExplicit(itemEnd) ? Layout.EXPLICIT : Layout.IMPLICIT;
    }

    private DicomObject item(Layout layout, long length, long end, CharacterSet characters, int depth)
            throws IOException, DicomException {
        boolean undefined = length == UNDEFINED_LENGTH;
        long itemEnd = undefined ? end : in.position() + length;
        if (++elements > MOST_ELEMENTS) {
            throw new DicomException("has more than " + MOST_ELEMENTS + " data elements");
        }
        DicomObject.Builder builder = DicomObject.builder(characters);
        while (undefined || in.position() < itemEnd) {
            int tag = in.tag(layout.bigEndian);
            if (tag == Tags.ITEM_END) {
                in.skip(MARK_LENGTH);
                if (undefined) {
                    break;
                }
                continue;
            }
            add(readElement(tag, layout, itemEnd, builder.characterSet(), depth), builder);
        }
        return builder.build();
    }

    private DicomElement fragments(Header header, Layout layout, long end) throws IOException, DicomException {
        List<byte[]> fragments = new ArrayList<>();
        // A file may end behind its last fragment; one that lacks frames is found when they are counted.
        while (fragments.size() < 2 || in.position() < end) {
            int mark = in.tag(layout.bigEndian);
            long length = in.u32(layout.bigEndian);
            if (mark == Tags.SEQUENCE_END) {
                break;
            }
            requireItem(header.tag, mark, length, end);
            if (length == UNDEFINED_LENGTH || length > Integer.MAX_VALUE - 16 || ++elements > MOST_ELEMENTS) {
                throw new DicomException(header.tag, "has fragments without a usable length, or too many of them");
            }
            fragments.add(fragment((int) length, fragments.isEmpty()));
        }
        if (fragments.isEmpty()) {
            throw new DicomException(header.tag, "has no offset table item, which encapsulated pixel data needs");
        }
        List<Long> offsets = ByteOrders.unsignedInts(fragments.removeFirst());
        Vr vr = header.vr == Vr.OW ? Vr.OW : Vr.OB;
        return new DicomElement(header.tag, vr, new DicomValue.Fragments(offsets, fragments));
    }

    /** The offset table stands in the first fragment and is checked even where nothing is kept. */
    private byte[] fragment(int length, boolean isTable) throws IOException, DicomException {
        if (!passing || isTable) {
            return in.bytes(length);
        }
        in.skip(length);
        return NOTHING;
    }

    private void requireItem(int tag, int mark, long length, long end) throws DicomException {
        if (mark != Tags.ITEM) {
            throw new DicomException(tag, "has " + Tags.describe(mark) + " where an item should begin");
        }
        if (length != UNDEFINED_LENGTH && length > end - in.position()) {
            throw new DicomException(tag, "has an item of " + length + " bytes, but only " + (end - in.position())
                    + " are left: the file is cut off");
        }
    }
}
