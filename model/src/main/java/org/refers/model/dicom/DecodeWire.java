package org.refers.model.dicom;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;

/**
 * What this program and a decoding process say to each other, big endian. There: version and a frame to decode, or that nobody
 * waits for it any more. Back: version and how far it is, any number of times; then the samples with their checksum, or why there
 * are none.
 */
final class DecodeWire {

    private static final int VERSION = 0x52444302;
    private static final int FRAME = 1;
    private static final int STOP = 2;
    private static final int DECODED = 1;
    private static final int REFUSED = 2;
    private static final int PROGRESS = 3;
    private static final int STOPPED = 4;
    private static final int LONGEST_STREAM = 1 << 30;

    /** A frame to decode, and after how long nobody waits for it any more. */
    record Request(TransferSyntax syntax, PixelFormat format, byte[] stream, long milliseconds) {
    }

    /** Is told how far a frame is, 0 to 1. */
    interface ProgressListener {

        void at(double share) throws IOException;
    }

    private DecodeWire() {
    }

    static void write(Request request, DataOutputStream out) throws IOException {
        out.writeInt(VERSION);
        out.writeByte(FRAME);
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

    /** Says that nobody waits for the frame any more. */
    static void writeStop(DataOutputStream out) throws IOException {
        out.writeInt(VERSION);
        out.writeByte(STOP);
        out.flush();
    }

    /** Reads a request whose first number, the version, was read already; empty if it is to stop the one before. */
    static Optional<Request> request(int version, DataInputStream in) throws IOException {
        requireVersion(version);
        int kind = in.readByte();
        if (kind == STOP) {
            return Optional.empty();
        }
        if (kind != FRAME) {
            throw new IOException("a request that makes no sense");
        }
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
        return Optional.of(new Request(syntax, format, stream, milliseconds));
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

    static void writeProgress(double share, DataOutputStream out) throws IOException {
        out.writeInt(VERSION);
        out.writeByte(PROGRESS);
        out.writeDouble(share);
        out.flush();
    }

    static void writeStopped(DataOutputStream out) throws IOException {
        out.writeInt(VERSION);
        out.writeByte(STOPPED);
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
     * Reads an answer and what comes before it.
     *
     * @param format what was asked for; an answer of another size is none
     * @param listener is told how far it is
     * @throws DicomException if the frame was refused
     * @throws CancellationException if decoding was stopped
     * @throws IOException if what came is no answer
     */
    static PixelDecoder.Decoded answer(DataInputStream in, PixelFormat format, ProgressListener listener)
            throws IOException, DicomException {
        requireVersion(in.readInt());
        int kind = in.readByte();
        while (kind == PROGRESS) {
            listener.at(in.readDouble());
            requireVersion(in.readInt());
            kind = in.readByte();
        }
        if (kind == STOPPED) {
            throw new CancellationException("nobody waits for the picture");
        }
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
