package org.refers.app.assistant;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.app.training.RunAdvisor.DeviceOffer;
import org.refers.app.training.RunAdvisor.DeviceOffers;
import org.refers.app.training.RunAdvisor.Pace;
import org.refers.app.training.RunPlan.Start;
import org.refers.training.run.RunEstimate;
import org.refers.viewer.text.Texts;

/** Where the run computes, and what it needs of memory, disk and time. */
final class DevicePane extends StepPane {

    private final Texts texts;
    private final AssistantViewModel model;
    private final VBox offers = new VBox(8);
    private final Label warning = words("assistant-device-warning", "assistant-warning");
    private final Label problem = words("assistant-device-problem", "assistant-wrong");
    private final Need memory;
    private final Need disk;
    private final Need time;
    private Optional<DeviceOffers> shown = Optional.empty();

    /** A figure, and words below it. */
    private static final class Need extends VBox {

        private final Label figure = new Label();
        private final Label words;
        private final Label alarm;

        Need(String id, String name) {
            super(4);
            getStyleClass().add("tile");
            setId("assistant-" + id);
            figure.getStyleClass().add("tile-value");
            figure.setId("assistant-" + id + "-figure");
            words = StepPane.words("assistant-" + id + "-words", "row-detail");
            alarm = StepPane.words("assistant-" + id + "-alarm", "assistant-warning");
            getChildren().addAll(Parts.detail(name), figure, words, alarm);
            HBox.setHgrow(this, Priority.ALWAYS);
            setPrefWidth(1);
            setMaxWidth(Double.MAX_VALUE);
        }

        void show(String value, String about, String told) {
            figure.setText(value);
            words.setText(about);
            StepPane.say(alarm, told);
        }
    }

    DevicePane(Texts texts, AssistantViewModel model) {
        super(texts, AssistantStep.DEVICE);
        this.texts = texts;
        this.model = model;
        memory = new Need("memory", texts.get("assistant.memory"));
        disk = new Need("disk", texts.get("assistant.disk"));
        time = new Need("time", texts.get("assistant.time"));
        getChildren().addAll(section(texts.get("train.device"), offers, warning, problem),
                section(texts.get("assistant.needs"), new HBox(12, memory, disk, time),
                        Parts.paragraph(texts.get("assistant.needs.about"))));
    }

    @Override
    void refresh() {
        Outlook outlook = model.outlook();
        if (!outlook.devices().equals(shown)) {
            shown = outlook.devices();
            fill();
        }
        offers.getChildren().stream().map(RadioButton.class::cast)
                .filter(button -> model.form().deviceProperty().get().equals(button.getUserData()))
                .forEach(button -> button.setSelected(true));
        say(warning, outlook.devices().flatMap(DeviceOffers::warning).orElse(""));
        say(problem, outlook.problem().orElse(""));
        String unknown = texts.get(outlook.busy() ? "assistant.counting" : "assistant.unknown");
        outlook.estimate().ifPresentOrElse(estimate -> show(estimate, outlook.pace()), () -> {
            memory.show("\u2013", unknown, "");
            disk.show("\u2013", unknown, "");
            time.show("\u2013", unknown, "");
        });
    }

    private void fill() {
        ToggleGroup group = new ToggleGroup();
        offers.getChildren().setAll(shown.map(DeviceOffers::offers).orElse(List.of()).stream().map(offer -> {
            RadioButton button = new RadioButton(words(offer));
            button.setId("device-" + offer.name().replace(':', '-'));
            button.setToggleGroup(group);
            button.setUserData(offer.name());
            // Arrow keys choose without an action.
            button.selectedProperty().subscribe((before, now) -> {
                if (now) {
                    model.form().deviceProperty().set(offer.name());
                }
            });
            return button;
        }).toList());
    }

    private String words(DeviceOffer offer) {
        if (offer.name().equals(Start.AUTO)) {
            return texts.format("assistant.device.auto", offer.words().isEmpty()
                    ? texts.get("assistant.device.processor")
                    : offer.words());
        }
        return offer.words().isEmpty()
                ? texts.get("assistant.device.cpu")
                : texts.format("assistant.device.card", offer.name(), offer.words());
    }

    private void show(RunEstimate estimate, Optional<Pace> pace) {
        RunEstimate.Memory need = estimate.memory();
        String where = texts.get(need.onCard() ? "assistant.memory.card" : "assistant.memory.main");
        memory.show(texts.format("assistant.about", Amounts.bytes(need.needed())), need.free().isPresent()
                ? texts.format("assistant.memory.free", where, Amounts.bytes(need.free().getAsLong()))
                : texts.format("assistant.memory.untold", where),
                need.refusal().or(need::warning).orElse(""));
        RunEstimate.Disk room = estimate.disk();
        disk.show(texts.format("assistant.upto", Amounts.bytes(room.checkpoints() + room.pictures())),
                texts.format("assistant.disk.words", room.atOnce(), Amounts.bytes(room.checkpoint()),
                        Amounts.bytes(room.pictures()))
                        + (room.free().isPresent()
                                ? " " + texts.format("assistant.disk.free", Amounts.bytes(room.free().getAsLong()))
                                : ""),
                room.refusal().orElse(""));
        long steps = model.steps();
        pace.ifPresentOrElse(known -> time.show(
                texts.format("assistant.about", Amounts.duration(steps * known.secondsAStep())),
                texts.format(known.sameBatch() ? "assistant.time.words" : "assistant.time.scaled", steps,
                        1000 * known.secondsAStep(), known.run()),
                ""),
                () -> time.show(texts.get("assistant.time.unknown"), texts.get("assistant.time.unknown.words"), ""));
    }

    /** Sizes and times as people say them. */
    static final class Amounts {

        private static final double MEGABYTE = 1e6;
        private static final double GIGABYTE = 1e9;
        private static final double MINUTE = 60;
        private static final double HOUR = 3600;
        private static final double DAY = 86_400;

        private Amounts() {
        }

        static String bytes(long bytes) {
            return bytes < GIGABYTE
                    ? String.format(Locale.ROOT, bytes < 10 * MEGABYTE ? "%.1f MB" : "%.0f MB", bytes / MEGABYTE)
                    : String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
        }

        static String duration(double seconds) {
            if (seconds < MINUTE) {
                return String.format(Locale.ROOT, "%.0f s", Math.max(1, seconds));
            }
            if (seconds < HOUR) {
                return String.format(Locale.ROOT, "%.0f min", seconds / MINUTE);
            }
            return seconds < 2 * DAY
                    ? String.format(Locale.ROOT, "%.1f h", seconds / HOUR)
                    : String.format(Locale.ROOT, "%.1f days", seconds / DAY);
        }
    }
}
