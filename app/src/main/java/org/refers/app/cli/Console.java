package org.refers.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import org.refers.model.text.ShownText;

/**
 * Where a command speaks: results to standard output, progress and warnings to standard error.
 *
 * @param out standard output; with {@code --json} exactly one JSON object is written there
 * @param err standard error
 */
public record Console(PrintStream out, PrintStream err) {

    /** Keys of the printed objects are snake_case: {@code imagesPerSecond} is printed as {@code images_per_second}. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).findAndAddModules().build();

    /** Prints the result, a record or a map, as one line of JSON. */
    public void json(Object result) {
        out.println(ShownText.json(jsonOf(result)));
        out.flush();
    }

    /** A record or a map as one line of JSON, for files that hold what a command printed. */
    static String jsonOf(Object result) {
        try {
            return JSON.writeValueAsString(result);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a result that is no JSON: " + result.getClass(), impossible);
        }
    }

    /** Prints a result in words. */
    public void say(String line) {
        out.println(ShownText.lines(line));
        out.flush();
    }

    /** Prints progress, a warning or an error. */
    public void tell(String line) {
        err.println(ShownText.lines(line));
        err.flush();
    }
}
