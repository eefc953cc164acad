/**
 * The networks of REFERS as plain modules over named parameters: configuration, layers, the pre-training network, the
 * classifier and beam search. Tensors live here and in {@code model.explain}; nothing here knows an engine's own classes.
 *
 * <p>Letters used for shapes: B studies, V views of a study, I images (B * V, or fewer when a repeated view is encoded
 * once), N patches, T tokens, D width of the radiograph transformer, U width of an aggregated patch, R width of a view
 * feature, H heads, K findings.
 *
 * <p>Every method leaves its intermediate tensors to the surrounding {@link ai.djl.ndarray.NDScope}; call it inside
 * one, or the manager of the parameters keeps them. Tensors that were made from Java arrays must stay open until the
 * backward pass is done, and numbers are multiplied by {@link org.refers.model.network.Scalars} only (decision 0051).
 */
@NullMarked
package org.refers.model.network;

import org.jspecify.annotations.NullMarked;
