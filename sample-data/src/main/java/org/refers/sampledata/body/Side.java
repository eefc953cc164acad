package org.refers.sampledata.body;

/** The patient's side. In a frontal picture the right lung is on the left. */
public enum Side {
    RIGHT(-1), LEFT(1);

    private final int sign;

    Side(int sign) {
        this.sign = sign;
    }

    /** -1 for the patient's right, 1 for the left: the sign of x in a frontal picture. */
    public int sign() {
        return sign;
    }

    /** The other side. */
    public Side other() {
        return this == RIGHT ? LEFT : RIGHT;
    }
}
