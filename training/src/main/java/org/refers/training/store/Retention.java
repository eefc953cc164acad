package org.refers.training.store;

/**
 * Which checkpoints of a run stay; the best one stays besides.
 *
 * @param newest how many of the newest, at least 1
 * @param milestones every checkpoint whose step is a multiple of this stays, 0 for none
 */
public record Retention(int newest, long milestones) {

    /** Creates a rule; at least the newest stays. */
    public Retention {
        newest = Math.max(1, newest);
    }

    boolean isMilestone(long step) {
        return milestones > 0 && step % milestones == 0;
    }

    /**
     * The most checkpoints that lie on the disk at once: those that stay, the best one, and one that is being written.
     *
     * @param lastStep of the run
     */
    public long mostAtOnce(long lastStep) {
        return newest + 2L + (milestones > 0 ? lastStep / milestones : 0);
    }
}
