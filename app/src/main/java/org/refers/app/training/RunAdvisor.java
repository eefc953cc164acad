package org.refers.app.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.refers.app.training.RunPlan.Kind;
import org.refers.training.run.RunData;
import org.refers.training.run.RunEstimate;

/** What is known of a run before it starts. All but {@link #problem} in the background only. */
public interface RunAdvisor {

    /**
     * A recipe with all its keys.
     *
     * @param name of the recipe
     * @param groups keys by what they are about
     */
    record RecipeSheet(String name, List<RecipeSheet.Group> groups) {

        /**
         * Some keys.
         *
         * @param id of the group, in lower case
         * @param fields its keys
         */
        public record Group(String id, List<RecipeField> fields) {
        }

        /** All keys of all groups. */
        public List<RecipeField> fields() {
            return groups.stream().flatMap(group -> group.fields().stream()).toList();
        }
    }

    /**
     * A key of a recipe.
     *
     * @param key its name
     * @param value as the recipe has it
     * @param reason why the recipe has it so
     * @param standard value and reason where no recipe says otherwise; the same as of the recipe in most
     * @param standardReason why
     * @param takes range and unit in words
     * @param choices words that it takes
     * @param closed whether it takes nothing but these words
     * @param read whether this kind of run reads it
     */
    record RecipeField(String key, String value, String reason, String standard, String standardReason, String takes,
            List<String> choices, boolean closed, boolean read) {

        /** Whether the recipe departs from the default. */
        public boolean isOfRecipe() {
            return !value.equals(standard);
        }
    }

    /**
     * A device that a run can ask for.
     *
     * @param name {@code auto}, {@code cpu}, {@code cuda:0}
     * @param words what it is
     */
    record DeviceOffer(String name, String words) {
    }

    /**
     * The devices of this machine.
     *
     * @param offers those that can be asked for, {@code auto} first
     * @param warning why a card that is there is not used, in a sentence
     */
    record DeviceOffers(List<DeviceOffer> offers, Optional<String> warning) {
    }

    /**
     * How fast an earlier run was.
     *
     * @param run its name
     * @param secondsAStep seconds of a step of this run's batch
     * @param sameBatch whether it was measured on the same batch size; else it is scaled
     */
    record Pace(String run, double secondsAStep, boolean sameBatch) {
    }

    /** Says why a value of a recipe cannot be, in a sentence; at once. */
    Optional<String> problem(String key, String value);

    /** The keys of a recipe for one kind of run. */
    RecipeSheet sheet(String recipe, Kind kind) throws Exception;

    /** What the workspace has for a run. */
    RunData data(RunPlan plan) throws Exception;

    /** The devices of this machine. */
    DeviceOffers devices() throws Exception;

    /** What a run will need. */
    RunEstimate estimate(RunPlan plan, RunData data) throws Exception;

    /** The latest run like this one, in the same folder and on the same device; empty if there is none. */
    Optional<Pace> pace(RunPlan plan) throws Exception;

    /** The run's recipe with its changes, as a YAML file for {@code --recipe}. */
    void keepRecipe(RunPlan plan, Path file) throws Exception;
}
