package org.refers.viewer.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An axis from a least to a greatest value, linear or logarithmic, and where its ticks lie. Needs no toolkit.
 *
 * @param low value at the axis's beginning
 * @param high value at its end, above low
 * @param logarithmic whether equal distances are equal ratios; low must then be above 0
 */
public record AxisScale(double low, double high, boolean logarithmic) {

    /** A double has 15 digits; sums of steps lose some. */
    private static final int EXACT_DIGITS = 12;

    /** Creates an axis. */
    public AxisScale {
        if (!(high > low) || !Double.isFinite(high - low) || (logarithmic && !(low > 0))) {
            throw new IllegalArgumentException("no axis from " + low + " to " + high);
        }
    }

    /** An axis for these values with a little room at both ends; values of one number get an axis about it. */
    public static AxisScale around(double least, double greatest, boolean logarithmic) {
        if (!(greatest >= least) || !Double.isFinite(greatest - least) || (logarithmic && !(least > 0))) {
            return logarithmic ? new AxisScale(0.1, 10, true) : new AxisScale(0, 1, false);
        }
        if (logarithmic) {
            double room = Math.max(Math.pow(greatest / least, 0.05), 1.05);
            return new AxisScale(least / room, greatest * room, true);
        }
        double room = greatest > least ? (greatest - least) * 0.06 : Math.max(Math.abs(greatest) * 0.1, 1e-9);
        return new AxisScale(least - room, greatest + room, false);
    }

    /** Share of the axis at a value, 0 at low, 1 at high. */
    public double share(double value) {
        if (logarithmic) {
            return Math.log(value / low) / Math.log(high / low);
        }
        return (value - low) / (high - low);
    }

    /** Value at a share of the axis. */
    public double value(double share) {
        return logarithmic ? low * Math.pow(high / low, share) : low + share * (high - low);
    }

    /** About as many round values inside the axis as asked for. */
    public List<Double> ticks(int wanted) {
        if (logarithmic && high / low > 4) {
            List<Double> decades = logarithmicTicks(wanted);
            if (decades.size() >= 2) {
                return decades;
            }
        }
        double step = roundStep((high - low) / Math.max(wanted, 1));
        List<Double> ticks = new ArrayList<>();
        for (double tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step) {
            ticks.add(Math.abs(tick) < step * 1e-9 ? 0.0 : tick);
        }
        return ticks;
    }

    private List<Double> logarithmicTicks(int wanted) {
        double decades = Math.log10(high / low);
        double[] digits = decades > wanted ? new double[]{1} : new double[]{1, 2, 5};
        int every = Math.max(1, (int) Math.ceil(decades / Math.max(wanted, 1)));
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            for (double digit : digits) {
                double tick = digit * Math.pow(10, power);
                if (Math.floorMod(power, every) == 0 && tick >= low && tick <= high) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    private static double roundStep(double raw) {
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double digit = raw / power;
        double rounded = digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10;
        return rounded * power;
    }

    /** A number as short as it can be read: 1,500,000 is 1.5M, 0.00003 is 3e-5. */
    public static String text(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 1e6) {
            return trimmed(value / 1e6) + "M";
        }
        if (size >= 1e4) {
            return trimmed(value / 1e3) + "k";
        }
        if (size < 1e-3) {
            return String.format(Locale.ROOT, "%.1e", value).replace(".0e", "e").replace("e-0", "e-");
        }
        return trimmed(value);
    }

    /**
     * The words of an axis's ticks: short ones, or all digits where short ones would say the same of two ticks, as deep
     * within a long run. Ticks at even distances have as many decimals each.
     */
    static List<String> labels(List<Double> ticks) {
        List<String> labels = ticks.stream().map(AxisScale::text).toList();
        return Set.copyOf(labels).size() == labels.size()
                ? even(ticks, labels)
                : ticks.stream().map(AxisScale::exact).toList();
    }

    private static List<String> even(List<Double> ticks, List<String> labels) {
        int decimals = labels.stream().mapToInt(AxisScale::decimals).max().orElse(0);
        boolean plain = labels.stream().allMatch(label -> label.matches("-?[0-9.]+"));
        return decimals == 0 || !plain || !isEven(ticks)
                ? labels
                : ticks.stream().map(tick -> String.format(Locale.ROOT, "%." + decimals + "f", tick)).toList();
    }

    private static int decimals(String label) {
        int point = label.indexOf('.');
        return point < 0 ? 0 : label.length() - point - 1;
    }

    private static boolean isEven(List<Double> ticks) {
        for (int i = 2; i < ticks.size(); i++) {
            double step = ticks.get(1) - ticks.get(0);
            if (Math.abs(ticks.get(i) - ticks.get(i - 1) - step) > Math.abs(step) * 1e-6) {
                return false;
            }
        }
        return ticks.size() > 1;
    }

    /** A number with all its digits but none for a rounding error of a tick: 1000010, 0.12345. */
    static String exact(double value) {
        return new BigDecimal(value).round(new MathContext(EXACT_DIGITS)).stripTrailingZeros().toPlainString();
    }

    private static String trimmed(double value) {
        double size = Math.abs(value);
        String digits = String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 1 ? "%.2f" : "%.4f", value);
        return digits.contains(".") ? digits.replaceAll("0+$", "").replaceAll("\\.$", "") : digits;
    }
}
