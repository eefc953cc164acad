package org.refers.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.refers.model.dicom.DecodeServer;
import picocli.CommandLine.Command;

/** The process in which frames are decoded whose decoder is not trusted: frames on standard input, samples on standard output. */
@Command(name = DecodeChildCommand.NAME, hidden = true, description = "The process that pixels are decoded in; started by the program itself.")
public final class DecodeChildCommand implements Callable<Integer> {

    /** Its name on the command line. */
    public static final String NAME = "decode-child";

    private final Console console;
    private final InputStream in;

    DecodeChildCommand(Console console, InputStream in) {
        this.console = console;
        this.in = in;
    }

    @Override
    public Integer call() {
        PrintStream answers = console.out();
        // Whatever a library prints must not stand among the answers.
        System.setOut(console.err());
        try {
            new DecodeServer(() -> Runtime.getRuntime().halt(1)).serve(in, answers);
            return 0;
        } catch (IOException notOurs) {
            throw CliException.badInput("refers " + NAME + " is started by the program itself; say refers inspect.",
                    notOurs);
        }
    }
}
