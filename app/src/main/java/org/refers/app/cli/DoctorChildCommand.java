package org.refers.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.refers.training.device.MachineProbe;
import org.refers.training.device.ProbeRequest;
import org.refers.training.device.ProbeWire;
import picocli.CommandLine.Command;

/** The process in which {@code refers doctor} loads native code: a request on standard input, news on standard output. */
@Command(name = DoctorChildCommand.NAME, hidden = true, description = "The process that refers doctor computes in; started by the program itself.")
public final class DoctorChildCommand implements Callable<Integer> {

    /** Its name on the command line. */
    public static final String NAME = "doctor-child";

    private final Console console;
    private final InputStream in;

    DoctorChildCommand(Console console, InputStream in) {
        this.console = console;
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        new MachineProbe(request(line == null ? "" : line), news -> console.say(ProbeWire.news(news))).run();
        return 0;
    }

    private static ProbeRequest request(String line) {
        try {
            return ProbeWire.request(line);
        } catch (IllegalArgumentException notOurs) {
            throw CliException.badInput("refers " + NAME + " is started by the program itself; say refers doctor.",
                    notOurs);
        }
    }
}
