/**
 * Shared code for text protocols: it finds the ends of lines, reads words and numbers from bytes,
 * shows bytes to people, and refuses bytes. Plugins may use it. Like the API, it is experimental
 * until 1.0.
 *
 * <p>An index is one of a buffer, as in {@code ByteBuf.getByte}. Ranges go from the first byte to
 * the index after the last. Nothing here moves a buffer's reader index, keeps a buffer, or copies
 * bytes.
 */
@NullMarked
package io.galopin.protocol.text;

import org.jspecify.annotations.NullMarked;
