package org.refers.app.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.refers.app.training.RunPlan.Kind;
import org.refers.app.training.RunPlan.Start;

/** The command that starts the same run in a terminal. */
public final class RunCommandLine {

    private RunCommandLine() {
    }

    /** The arguments behind {@code refers}. */
    public static List<String> arguments(RunPlan plan) {
        List<String> words = new ArrayList<>(List.of(plan.kind() == Kind.PRETRAIN ? "pretrain" : "finetune",
                "--workspace", plan.workspace().toString(), "--run", plan.run().toString()));
        if (plan.kind() == Kind.FINETUNE) {
            words.addAll(List.of("--task", plan.finetuning().task(), "--label-ratio",
                    Double.toString(plan.finetuning().labelRatio())));
        }
        if (!plan.start().models().isEmpty()) {
            words.add("--init");
            plan.start().models().forEach(model -> words.add(model.toString()));
        }
        if (!plan.isFromModel()) {
            words.addAll(List.of("--preset", plan.preset(), "--size", plan.size()));
        }
        words.addAll(List.of("--recipe", plan.recipe()));
        if (!plan.start().device().equals(Start.AUTO)) {
            words.addAll(List.of("--device", plan.start().device()));
        }
        if (!plan.settings().isEmpty()) {
            words.add("--set");
            new TreeMap<>(plan.settings()).forEach((key, value) -> words.add(key + "=" + value));
        }
        if (plan.resume()) {
            words.add("--resume");
        }
        return words;
    }

    /** The whole line, quoted for this system's shell. */
    public static String line(RunPlan plan) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
        return "refers " + arguments(plan).stream().map(word -> quoted(word, windows)).collect(Collectors.joining(" "));
    }

    static String quoted(String word, boolean windows) {
        if (word.matches("[\\p{L}\\p{N}_./:=,+@\\\\-]+") && (windows || !word.contains("\\"))) {
            return word;
        }
        return windows ? "\"" + word + "\"" : "'" + word.replace("'", "'\\''") + "'";
    }
}
