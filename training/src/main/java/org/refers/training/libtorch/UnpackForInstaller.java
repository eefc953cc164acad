package org.refers.training.libtorch;

import java.nio.file.Path;

/** Started by the installer's build: unpacks the CUDA library of the class path into a folder, as a first start would. */
public final class UnpackForInstaller {

    private UnpackForInstaller() {
    }

    /**
     * Unpacks into {@code FOLDER/libtorch/NAME}.
     *
     * @param arguments FOLDER
     */
    public static void main(String[] arguments) throws LibtorchException {
        LibraryJars.of(System.getProperty("java.class.path"), Path.of(arguments[0]))
                .orElseThrow(() -> new LibtorchException("There is no libtorch with CUDA on the class path."))
                .unpacked(sentence -> {
                });
    }
}
