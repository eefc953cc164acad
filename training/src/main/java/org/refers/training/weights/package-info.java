/** Weights in and out: foreign files into models, published weights fetched, text encoded with what was imported. */
@NullMarked
package org.refers.training.weights;

import org.jspecify.annotations.NullMarked;
