package org.refers.app.training;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.Notice;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.app.training.DeviceHere.Said;
import org.refers.app.training.RunAdvisor.DeviceOffer;
import org.refers.app.training.RunAdvisor.DeviceOffers;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

class DeviceHereTest {

    @TempDir
    private Path folder;

    private final List<Notice> notices = new ArrayList<>();

    /** An advisor who knows devices alone. */
    private static RunAdvisor knowing(Callable<DeviceOffers> devices) {
        return (RunAdvisor) Proxy.newProxyInstance(RunAdvisor.class.getClassLoader(), new Class<?>[]{RunAdvisor.class},
                (proxy, method, arguments) -> devices.call());
    }

    private Said said(Callable<DeviceOffers> devices) {
        CurrentThreadTasks tasks = new CurrentThreadTasks();
        DeviceHere here = new DeviceHere(Texts.english(), knowing(devices), tasks, new ErrorReporter(
                new FaultLog(folder.resolve("refers.log")), Texts.english(), tasks,
                new EventRelay<>(Runnable::run, notices::addAll)));
        assertEquals(new Said("", Optional.empty()), here.saidProperty().get());
        here.look();
        return here.saidProperty().get();
    }

    private static DeviceOffers offers(String automatic, Optional<String> warning) {
        return new DeviceOffers(List.of(new DeviceOffer("auto", automatic), new DeviceOffer("cpu", "")), warning);
    }

    @Test
    void theCardOrTheProcessorIsNamed() {
        assertEquals(new Said("Computes on: NVIDIA RTX 4090", Optional.empty()),
                said(() -> offers("NVIDIA RTX 4090", Optional.empty())));
        assertEquals(new Said("Computes on: CPU", Optional.empty()), said(() -> offers("", Optional.empty())));
    }

    @Test
    void aCardThatIsNotUsedIsWarnedOf() {
        assertEquals(new Said("Computes on: CPU", Optional.of("The driver is too old.")),
                said(() -> offers("", Optional.of("The driver is too old."))));
    }

    @Test
    void whatCannotBeFoundOutIsSaidAndTold() {
        assertEquals(new Said("Computes on: not known", Optional.empty()), said(() -> {
            throw new IOException("PyTorch's library is missing");
        }));
        assertEquals(1, notices.size());
    }
}
