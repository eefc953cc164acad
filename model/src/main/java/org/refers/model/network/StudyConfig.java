package org.refers.model.network;

/**
 * How the views of a study come together.
 *
 * @param views V
 * @param aggregation how the aggregation token joins the patches
 * @param viewFeature the vector of a view
 * @param fusion how views are weighed
 * @param fusionActivation non-linearity of the fusion's perceptron; unused by gates
 * @param vector what the contrast compares with the text
 */
public record StudyConfig(int views, Aggregation aggregation, ViewFeature viewFeature, Fusion fusion,
        Activation fusionActivation, StudyVector vector) {

    /** Creates the choice. */
    public StudyConfig {
        Checks.positive("views", views);
    }
}
