package org.refers.test.hostile;

import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A reader of foreign files, and the limits that it must keep whatever a file holds.
 *
 * @param name how the command and the folder of its seeds call it
 * @param ending of the files it reads, with the dot; some readers go by it
 * @param reading reads a file whole
 * @param refusals what it may answer a file with that it does not read; anything else that it throws is a fault
 * @param budget the memory that it may ask for
 */
record Target(String name, String ending, Reading reading, List<Class<? extends Throwable>> refusals, Budget budget) {

    /** Reads a file as the program does. */
    interface Reading {

        void read(Path file) throws Exception;
    }

    /**
     * What a file may cost: {@code fixed + perByte * length + perSample * samples} bytes over the whole of reading it.
     *
     * @param samples of a file; 0 for readers without pixels
     */
    record Budget(long fixed, long perByte, long perSample, ToLongFunction<byte[]> samples) {

        static Budget of(long fixed, long perByte) {
            return new Budget(fixed, perByte, 0, bytes -> 0);
        }

        long bytes(byte[] file) {
            return Math.addExact(Math.addExact(fixed, Math.multiplyExact(perByte, (long) file.length)),
                    Math.multiplyExact(perSample, samples.applyAsLong(file)));
        }
    }

    /** Creates a target; the list is copied. */
    Target {
        refusals = List.copyOf(refusals);
    }

    boolean mayRefuseWith(Throwable problem) {
        return refusals.stream().anyMatch(kind -> kind.isInstance(problem));
    }
}
