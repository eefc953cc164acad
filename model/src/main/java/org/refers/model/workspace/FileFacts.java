package org.refers.model.workspace;

/**
 * What is known of a file without decoding its pixels.
 *
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param size in bytes
 * @param modified time of the last change, ms since 1970
 * @param rows height in pixels
 * @param columns width in pixels
 */
public record FileFacts(String sha256, long size, long modified, int rows, int columns) {
}
