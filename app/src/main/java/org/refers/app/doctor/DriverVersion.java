package org.refers.app.doctor;

import java.util.Arrays;

/** Versions of NVIDIA's driver, such as 550.54.15. */
record DriverVersion(String text) {

    /** The oldest drivers that serve every release of CUDA 12 (NVIDIA, CUDA compatibility, minor version compatibility). */
    static final DriverVersion OLDEST_ON_LINUX = new DriverVersion("525.60.13");
    static final DriverVersion OLDEST_ON_WINDOWS = new DriverVersion("528.33");

    boolean isBefore(DriverVersion other) {
        return Arrays.compare(numbers(), other.numbers()) < 0;
    }

    private int[] numbers() {
        return Arrays.stream(text.split("\\.")).filter(part -> part.matches("\\d{1,6}")).mapToInt(Integer::parseInt)
                .toArray();
    }
}
