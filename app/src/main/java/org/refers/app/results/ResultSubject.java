package org.refers.app.results;

import java.nio.file.Path;

/**
 * The run whose results are asked for.
 *
 * @param name of the run
 * @param folder its folder
 * @param finetuned whether it learns findings
 * @param finished whether all its steps are done
 */
public record ResultSubject(String name, Path folder, boolean finetuned, boolean finished) {
}
