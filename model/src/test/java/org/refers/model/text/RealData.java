package org.refers.model.text;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Real data outside the project, named by -Drefers.data; without it the tests that want it are skipped. */
final class RealData {

    private RealData() {
    }

    static Path file(String name) {
        String folder = System.getProperty("refers.data", "");
        Assumptions.assumeTrue(!folder.isEmpty(), "skipped: no real data, name its folder with -Drefers.data=DIR");
        Path file = Path.of(folder).resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: " + name + " is not in the folder of -Drefers.data");
        return file;
    }

    static List<Map<String, String>> openi() throws IOException {
        return new CsvMapper().readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(file("reports/index.csv").toFile()).readAll();
    }

    static List<String> openiReports() throws IOException {
        return openi().stream().map(row -> row.get("findings") + " " + row.get("impression")).toList();
    }
}
