package org.refers.app.doctor;

/** Hears what the doctor does while he does it, so that nobody waits for the verdict without a word. */
public interface DoctorWatch {

    /** Something begins that may take long, such as {@code Loading PyTorch}. */
    void begins(String words);

    /** A link of the chain was found out; links come in their order, each once. */
    void found(DoctorStep step);
}
