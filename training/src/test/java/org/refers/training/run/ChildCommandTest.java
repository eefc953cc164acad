package org.refers.training.run;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class ChildCommandTest {

    /** A recording of this process's start that a child goes on with would hold the child's classes. */
    @Test
    void optionsOfOneProcessAreNotHandedOn() {
        Map<String, String> environment = new HashMap<>(Map.of("JAVA_TOOL_OPTIONS",
                "-Xlog:aot=off -XX:AOTMode=record -XX:AOTConfiguration=app.aotconf -Duser.home=there",
                "_JPACKAGE_LAUNCHER", "1", "MALLOC_ARENA_MAX", "4"));
        ChildCommand.prepare(environment);

        assertEquals("-Duser.home=there", environment.get("JAVA_TOOL_OPTIONS"));
        assertFalse(environment.containsKey("_JPACKAGE_LAUNCHER"));
        assertEquals("4", environment.get("MALLOC_ARENA_MAX"), "what the user has set counts");
        assertEquals("1", environment.get("OPENBLAS_NUM_THREADS"));
    }
}
