package org.refers.model.dicom;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * What this program and a decoding process say to each other, big endian: version, then a frame to decode, or its samples
 * with their checksum, or why there are none.
 */
final class DecodeWire {

    private static final int VERSION = 0x52444301;
    private static final int DECODED = 1;
    private static final int REFUSED = 2;
    private static final int LONGEST_STREAM = 1 << 30;

    /** A frame to decode, and after how long nobody waits for it any more. */
    record Request(TransferSyntax syntax, PixelFormat format, byte[] stream, long milliseconds) {
    }

    private DecodeWire() {
    }

    static void write(Request request, DataOutputStream out) throws IOException {
        out.writeInt(VERSION);
        out.writeUTF(request.syntax.uid());
        PixelFormat format = request.format;
        out.writeInt(format.rows());
        out.writeInt(format.columns());
        out.writeByte(format.samples());
        out.writeByte(format.bitsAllocated());
        out.writeByte(format.bitsStored());
        out.writeByte(format.highBit());
        out.writeBoolean(format.signed());
        out.writeBoolean(format.planar());
        out.writeUTF(format.photometric());
        out.writeLong(request.milliseconds);
        out.writeInt(request.stream.length);
        out.write(request.stream);
        out.flush();
    }

    /** Reads a request whose first number, the version, was read already. */
    static Request request(int version, DataInputStream in) throws IOException {
        requireVersion(version);
        String uid = in.readUTF();
        TransferSyntax syntax = TransferSyntax.of(uid).orElseThrow(() -> new IOException("an unknown syntax"));
        PixelFormat format = new PixelFormat(in.readInt(), in.readInt(), in.readByte(), in.readByte(), in.readByte(),
                in.readByte(), in.readBoolean(), in.readBoolean(), in.readUTF());
        long milliseconds = in.readLong();
        int length = in.readInt();
        if (length < 0 || length > LONGEST_STREAM) {
            throw new IOException("an impossible length");
        }
        byte[] stream = in.readNBytes(length);
        if (stream.length < length) {
            throw new IOException("a request that is cut off");
        }
        return new Request(syntax, format, stream, milliseconds);
    }

    static void write(PixelDecoder.Decoded decoded, DataOutputStream out) throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(decoded.values().length, 2)];
        ByteBuffer.wrap(bytes).asShortBuffer().put(decoded.values());
        out.writeInt(VERSION);
        out.writeByte(DECODED);
        out.writeBoolean(decoded.signed());
        out.writeByte(decoded.colour().ordinal());
        out.writeInt(decoded.values().length);
        out.write(bytes);
        out.writeLong(checksum(bytes));
        out.flush();
    }

    static void write(DicomException refusal, DataOutputStream out) throws IOException {
        out.writeInt(VERSION);
        out.writeByte(REFUSED);
        out.writeBoolean(refusal.tag().isPresent());
        out.writeInt(refusal.tag().orElse(0));
        out.writeUTF(refusal.problem());
        out.flush();
    }

    /**
     * Reads an answer.
     *
     * @param format what was asked for; an answer of another size is none
     * @throws DicomException if the frame was refused
     * @throws IOException if what came is no answer
     */
    static PixelDecoder.Decoded answer(DataInputStream in, PixelFormat format) throws IOException, DicomException {
        requireVersion(in.readInt());
        int kind = in.readByte();
        if (kind == REFUSED) {
            boolean tagged = in.readBoolean();
            int tag = in.readInt();
            String problem = in.readUTF();
            throw tagged ? new DicomException(tag, problem) : new DicomException(problem);
        }
        boolean signed = in.readBoolean();
        int colour = in.readByte();
        int samples = in.readInt();
        if (kind != DECODED || samples != format.frameSamples() || colour < 0
                || colour >= PixelDecoder.Colour.values().length) {
            throw new IOException("an answer that makes no sense");
        }
        byte[] bytes = in.readNBytes(Math.multiplyExact(samples, 2));
        if (bytes.length != 2 * samples || in.readLong() != checksum(bytes)) {
            throw new IOException("an answer that is cut off or damaged");
        }
        short[] values = new short[samples];
        ByteBuffer.wrap(bytes).asShortBuffer().get(values);
        return new PixelDecoder.Decoded(values, signed, PixelDecoder.Colour.values()[colour]);
    }

    private static void requireVersion(int version) throws IOException {
        if (version != VERSION) {
            throw new IOException("another version of this program");
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }
}
