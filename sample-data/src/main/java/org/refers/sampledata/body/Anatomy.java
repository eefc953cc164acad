package org.refers.sampledata.body;

/**
 * A person's chest, in centimetres. It stays the same from study to study.
 *
 * @param thorax rib cage and lungs
 * @param heart heart and great vessels
 * @param habitus soft tissue
 * @param skeleton bones
 * @param seed of what is not worth a number of its own, such as the branching of vessels
 */
public record Anatomy(Thorax thorax, Heart heart, Habitus habitus, Skeleton skeleton, long seed) {

    /**
     * Rib cage and lungs.
     *
     * @param height from the lungs' top to the costophrenic angle at full inspiration
     * @param halfWidth half the inner width at the widest place
     * @param depth inner depth, front to back
     * @param domeHeight how far the right diaphragm's dome stands above the costophrenic angle
     * @param leftDomeLower how much lower the left dome is
     * @param barrel 0 to 1, how rounded the chest is: the hyperinflated one is deeper and has flat domes
     */
    public record Thorax(double height, double halfWidth, double depth, double domeHeight, double leftDomeLower,
            double barrel) {
    }

    /**
     * Heart and great vessels.
     *
     * @param ratio cardiothoracic ratio in a PA view, without disease
     * @param leftShare share of the heart's width to the left of the midline
     * @param depth thickness front to back
     * @param arch how far the aortic arch stands out to the left of the midline
     * @param waist 0 (straight left border) to 1 (hollow one)
     * @param rightVessels how far the superior vena cava stands out to the right
     */
    public record Heart(double ratio, double leftShare, double depth, double arch, double waist,
            double rightVessels) {
    }

    /**
     * Soft tissue.
     *
     * @param wall thickness of the chest wall at the side
     * @param bulk tissue in front of and behind the chest together
     * @param breast thickness of a breast, 0 for none to speak of
     * @param breastHeight its lower edge below the lungs' top
     * @param shoulders height of the shoulders above the lungs' top
     */
    public record Habitus(double wall, double bulk, double breast, double breastHeight, double shoulders) {
    }

    /**
     * Bones.
     *
     * @param density 0.6 (thin bones) to 1.2
     * @param ribPitch distance between neighbouring ribs at the spine
     * @param ribDrop how far a rib falls from the spine to the side
     * @param clavicleRise how far the clavicle's outer end stands above the inner one
     * @param curve sideways bend of the spine, to the right below 0
     */
    public record Skeleton(double density, double ribPitch, double ribDrop, double clavicleRise, double curve) {
    }

    /** Draws a person. */
    public static Anatomy draw(Seeded seeded, Sex sex, int age) {
        boolean woman = sex == Sex.F;
        Seeded s = seeded.split(1);
        double size = (woman ? 0.93 : 1.02) * s.normal(1, 0.045);
        double barrel = Math.max(0, Math.min(1, s.normal(0.15 + 0.004 * (age - 45), 0.22)));
        double fat = Math.max(0.55, s.normal(1, 0.25));
        Thorax thorax = new Thorax(size * s.normal(26.2 + 1.6 * barrel, 1.1), size * s.normal(13.7, 0.55),
                size * s.normal(16.3 + 2.2 * barrel, 0.9), s.normal(4.9 - 2.1 * barrel, 0.6), s.normal(1.1, 0.45),
                barrel);
        double heartAge = 0.0004 * (age - 50) + 0.01 * (fat - 1);
        Heart heart = new Heart(clamp(s.normal(0.445 + heartAge - 0.03 * barrel, 0.027), 0.37, 0.495),
                s.normal(0.67, 0.025), s.normal(9.6, 0.6), s.normal(2.9 + 0.016 * Math.max(0, age - 40), 0.28),
                s.uniform(), s.normal(2.7, 0.25));
        Habitus habitus = new Habitus(2.3 * fat + 0.7, 5.2 * fat,
                woman ? Math.max(0.6, s.normal(2.6 * fat, 0.8)) : 0.3 * fat,
                s.normal(19.5, 1.3) + 0.02 * (age - 45), s.normal(3.4, 0.7));
        Skeleton skeleton = new Skeleton(
                clamp(s.normal(woman ? 0.95 - 0.003 * Math.max(0, age - 50) : 1.02, 0.09), 0.6, 1.2),
                size * s.normal(2.28, 0.07), s.normal(2.6, 0.7), s.normal(1.6, 0.8), s.normal(0, 0.45));
        return new Anatomy(thorax, heart, habitus, skeleton, s.nextLong());
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
