package org.refers.model.workspace.check;

import java.util.Optional;
import org.refers.model.text.Counted;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/**
 * What past checks know of a workspace that a run should be told. It is read in a moment and looks at no file.
 *
 * @param unmeasured radiographs that no check has looked at
 * @param radiographs all radiographs
 * @param compared whether all that were looked at were compared with each other
 * @param leaks pairs of radiographs of one picture on two sides
 * @param intoTest those of them of which one is on the test side and the other on the training or validation side
 */
public record LeakSummary(int unmeasured, int radiographs, boolean compared, int leaks, int intoTest) {

    private static final String SIDES = " SELECT a.id AS one, b.id AS other, p.split AS side, q.split AS other_side FROM ";
    private static final String JOINS = " JOIN studies s ON s.id = a.study JOIN patients p ON p.id = s.patient"
            + " JOIN studies t ON t.id = b.study JOIN patients q ON q.id = t.patient"
            + " WHERE p.split < q.split AND p.split <> 'NONE' AND q.split <> 'NONE'";

    /** Reads it. */
    public static LeakSummary of(Workspace workspace) throws WorkspaceException {
        CheckStore store = new CheckStore(workspace);
        int unmeasured = store.unmeasured();
        boolean compared = store.isCompared();
        String same = SIDES
                + "picture_checks c JOIN picture_checks d ON d.pixels = c.pixels AND d.radiograph <> c.radiograph"
                + " JOIN radiographs a ON a.id = c.radiograph JOIN radiographs b ON b.id = d.radiograph" + JOINS
                + " AND c.brightest - c.darkest > 1";
        String copies = SIDES + "(SELECT one, other FROM picture_pairs WHERE " + CheckStore.ALIKE
                + " UNION SELECT other, one"
                + " FROM picture_pairs WHERE " + CheckStore.ALIKE + ") m JOIN radiographs a ON a.id = m.one"
                + " JOIN radiographs b ON b.id = m.other" + JOINS;
        String all = "FROM (" + same + " UNION " + copies + ")";
        return workspace.query(connection -> new LeakSummary(unmeasured,
                CheckStore.number(connection, "SELECT count(*) FROM radiographs"), compared,
                CheckStore.number(connection, "SELECT count(*) " + all),
                CheckStore.number(connection, "SELECT count(*) " + all + " WHERE 'TEST' IN (side, other_side)")));
    }

    /** Whether no check was ever made. */
    public boolean never() {
        return unmeasured == radiographs && radiographs > 0;
    }

    /** What to tell, empty if all was checked and nothing leaks. */
    public Optional<String> inWords() {
        String check = "the check of the data (the window's Data screen, or refers check)";
        if (intoTest > 0) {
            return Optional.of(
                    "LEAK: " + Counted.of(intoTest, "pair of radiographs shows", "pairs of radiographs show")
                            + " one picture on the test side and on another, so test figures come out too good; see "
                            + check + ".");
        }
        if (leaks > 0) {
            return Optional.of(Counted.of(leaks, "pair of radiographs shows", "pairs of radiographs show")
                    + " one picture on the training and the validation side; see " + check + ".");
        }
        if (never()) {
            return Optional.of("The data were never checked for pictures on two sides; do so with " + check + ".");
        }
        if (unmeasured > 0) {
            return Optional
                    .of(Counted.of(unmeasured, "radiograph was", "radiographs were")
                            + " not looked at by the last check; go on with " + check + ".");
        }
        return compared || radiographs == 0
                ? Optional.empty()
                : Optional.of("The last check of the data did not compare all pictures; go on with " + check + ".");
    }
}
