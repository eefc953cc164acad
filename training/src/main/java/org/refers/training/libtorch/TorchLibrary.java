package org.refers.training.libtorch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The build of PyTorch's native library that a process computes with.
 *
 * @param source where it comes from
 * @param version what it says of itself, such as {@code 2.7.1+cu128}
 * @param flavor DJL's word for its kind: {@code cpu} or {@code cu128}
 * @param folder where its files are; empty where DJL unpacks them by itself
 */
public record TorchLibrary(Source source, String version, String flavor, Optional<Path> folder) {

    /** The only release that DJL's native code fits; another one ends the process without a word. */
    public static final String RELEASE = "2.7.1";

    /** DJL's native code comes for the CPU and for CUDA 12, under this name. */
    public static final String CUDA_FLAVOR = "cu128";

    /** Where a library comes from. */
    public enum Source {
        /** The CPU's library among the program's jars. */
        CPU_JAR("the program's CPU library"),
        /** The library with CUDA among the program's jars: Maven's profile {@code cuda}. */
        CUDA_JAR("the program's CUDA library"),
        /** Unpacked by the installer. */
        INSTALLED("the installed library"),
        /** A folder that the user named. */
        LOCAL("a libtorch of your own"),
        /** Downloaded at the user's explicit wish. */
        DOWNLOADED("the downloaded CUDA library");

        private final String words;

        Source(String words) {
            this.words = words;
        }
    }

    /** The CPU's library among the jars, which DJL finds and unpacks by itself. */
    static TorchLibrary ofCpuJar() {
        return new TorchLibrary(Source.CPU_JAR, RELEASE, "cpu", Optional.empty());
    }

    /** Whether it was built with CUDA. */
    public boolean isCuda() {
        return flavor.startsWith("cu");
    }

    /** Name of its folder, without the path, which may hold a user's name. */
    public Optional<String> folderName() {
        return folder.map(Path::getFileName).map(Path::toString);
    }

    /** What it is, for people. */
    public String words() {
        return "libtorch " + version + (isCuda() ? " with CUDA" : " for the CPU") + ", " + source.words;
    }
}
