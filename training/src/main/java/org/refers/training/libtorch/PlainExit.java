package org.refers.training.libtorch;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the process without taking PyTorch down first. When Java ends, C's {@code exit} destroys PyTorch's tables while threads may
 * still compute with them: a program that Ctrl-C, a shutdown or a closed window ends in the midst of a step crashed, or hung for
 * good and held its run's folder. Nothing of value is in those destructors: files are written and flushed by Java.
 *
 * <p>glibc runs what was last arranged first, and hands it the exit code: {@code _exit} itself, arranged once PyTorch is loaded,
 * comes before all of PyTorch's. Java's own hooks and clean-up have run by then. Where there is no {@code on_exit} (Windows,
 * macOS) nothing is arranged.
 */
@SuppressWarnings("restricted") // because the C library's exit is what it is about, and every launcher allows it
public final class PlainExit {

    private static final AtomicBoolean ARRANGED = new AtomicBoolean();

    private PlainExit() {
    }

    /** Sees to it, once PyTorch is loaded; a second time nothing is done. */
    public static void arrange() {
        if (!ARRANGED.compareAndSet(false, true)) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        Optional<MemorySegment> onExit = library.find("on_exit");
        Optional<MemorySegment> end = library.find("_exit");
        if (onExit.isEmpty() || end.isEmpty()) {
            return;
        }
        FunctionDescriptor signature = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                ValueLayout.ADDRESS);
        try {
            int refused = (int) linker.downcallHandle(onExit.get(), signature).invokeExact(end.get(),
                    MemorySegment.NULL);
            ARRANGED.set(refused == 0);
        } catch (Throwable impossible) {
            // Method handles declare every failure; C's function has none but its number.
            throw new AssertionError(impossible);
        }
    }
}
