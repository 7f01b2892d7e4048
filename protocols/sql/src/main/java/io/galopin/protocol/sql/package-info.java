/**
 * Shared code for protocols that carry SQL: what kinds of statements a text has, and which tables
 * they name. It is no parser. It reads tokens once, in time proportional to the text, and leaves
 * out what it is not sure of: such a statement is {@link io.galopin.protocol.sql.SqlKind#OTHER},
 * such a table is missing.
 *
 * <p>Texts may be incomplete, wrong, or hostile. Nothing here keeps them.
 */
@NullMarked
package io.galopin.protocol.sql;

import org.jspecify.annotations.NullMarked;
