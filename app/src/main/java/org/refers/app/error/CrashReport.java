package org.refers.app.error;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text of a crash report: what was running, where in the program the fault arose, and the last lines of the log. It is made to be
 * given to others, so nothing stands in it that is not known to be harmless ({@link SafeWords}).
 */
final class CrashReport {

    /** Of the text's form. */
    static final int FORMAT = 1;

    /** Some forty lines show what went wrong before; the log itself is not given away. */
    private static final int LOG_LINES = 40;
    /** An endless recursion has thousands of frames, and says the same in the first hundred. */
    private static final int FRAMES = 100;

    private static final String CLASS = "(?:[a-z]\\w*\\.)+[A-Z][\\w$]*";

    private static final List<Pattern> LOG = List.of(
            Pattern.compile(
                    "\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z fault in (?:doing\\.[a-z]+(?:\\.(?:in|out))?|refers(?: [a-z-]{1,20}){0,2})"),
            Pattern.compile(" {2}(?:caused by )?" + CLASS),
            Pattern.compile(" {4}at (?:[\\w.-]+/)*" + CLASS
                    + "[\\w.$/<>-]*\\((?:\\w+\\.java:\\d+|Native Method|Unknown Source)\\)"));

    private CrashReport() {
    }

    /**
     * Writes a report.
     *
     * @param when the fault arose
     * @param program version, machine and device, a line each
     * @param doing key of what was being done
     * @param fault what was thrown
     * @param log lines of the log, the last one last
     */
    static String of(Instant when, List<String> program, String doing, Throwable fault, List<String> log) {
        StringBuilder text = new StringBuilder("REFERS Workstation crash report, format " + FORMAT + "\n");
        text.append("Time: ").append(when).append('\n');
        program.forEach(line -> text.append(line).append('\n'));
        text.append("While: ").append(doing).append("\n\n");
        text.append("Messages are left out but for words of a fixed list, and so are all paths and names.\n\n");
        describe(fault, text);
        text.append("\nLast lines of the log:\n");
        log.subList(Math.max(0, log.size() - LOG_LINES), log.size())
                .forEach(line -> text.append(logged(line)).append('\n'));
        return text.toString();
    }

    private static void describe(Throwable fault, StringBuilder text) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = fault; cause != null && seen.add(cause); cause = cause.getCause()) {
            text.append(cause == fault ? "" : "caused by ").append(cause.getClass().getName());
            String message = cause.getMessage();
            text.append(message == null ? "" : ": " + SafeWords.of(message)).append('\n');
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
                text.append("    at ").append(frames[i]).append('\n');
            }
            if (frames.length > FRAMES) {
                text.append("    and ").append(frames.length - FRAMES).append(" more\n");
            }
        }
    }

    private static String logged(String line) {
        return LOG.stream().anyMatch(form -> form.matcher(line).matches()) ? line : SafeWords.LEFT_OUT;
    }
}
