package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.cohort.Cohort;
import org.refers.model.workspace.cohort.CohortException;
import org.refers.model.workspace.cohort.CohortTable;
import org.refers.model.workspace.cohort.Cohorts;
import org.refers.model.workspace.cohort.Condition;
import org.refers.model.workspace.cohort.Conditions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers cohort}: how many radiographs, studies and patients meet some conditions. */
@Command(name = "cohort", description = "Count the radiographs, studies and patients that meet conditions, one after the other, as the flow diagram of a paper shows them.", footer = "Names of conditions: view, modality, split, sex, age, finding, text, report, boxes, reader, source, manufacturer, device. NAME!=VALUE takes the others; a comma means or.")
final class CohortCommand implements Callable<Integer> {

    @Option(names = "--workspace", required = true, paramLabel = "W", description = "Folder of the workspace.")
    private Path workspace = Path.of("");

    @Option(names = "--where", arity = "1..*", paramLabel = "NAME=VALUE", description = "A condition, such as view=frontal, age=18-65, finding=Mass, finding=Mass:absent,uncertain, split!=test, \"text=pleural effusion\". They are applied in the order given.")
    private List<String> where = List.of();

    @Option(names = "--flow", description = "Print what is left after each condition, not the end alone.")
    private boolean flow;

    @Option(names = "--out", paramLabel = "FILE.csv", description = "Write the radiographs: their keys, those of study and patient, the side and the SHA-256.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    CohortCommand(Console console) {
        this.console = console;
    }

    /** What is printed as JSON. */
    record Answer(int radiographs, int studies, int patients, List<Cohort.Step> flow) {
    }

    @Override
    public Integer call() {
        try (Workspace opened = Workspace.open(workspace)) {
            Conditions reader = new Conditions(opened);
            List<Condition> conditions = where.stream().map(reader::read).toList();
            Cohort cohort = new Cohorts(opened).meeting(conditions);
            if (out.isPresent()) {
                CohortTable.write(opened, cohort, out.get());
            }
            Cohort.Step last = cohort.flow().getLast();
            Answer answer = new Answer(last.radiographs(), last.studies(), last.patients(), cohort.flow());
            output.print(console, answer, () -> words(flow ? answer.flow() : List.of(last)));
            return 0;
        } catch (CohortException | WorkspaceException e) {
            throw CliException.badInput("No cohort was made: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw CliException.badInput("The table " + out.map(Path::toString).orElse("")
                    + " cannot be written; check the folder and your rights.", e);
        }
    }

    private static String words(List<Cohort.Step> steps) {
        return String.join(System.lineSeparator(), steps.stream()
                .map(step -> "%s of %s of %s: %s%s".formatted(Counted.radiographs(step.radiographs()),
                        Counted.studies(step.studies()), Counted.of(step.patients(), "patient", "patients"),
                        step.condition(),
                        step.leftOut() > 0 ? " (%,d left out)".formatted(step.leftOut()) : ""))
                .toList());
    }
}
