/** Appends lines to files, pipes and standard output, on threads of their own. */
@NullMarked
package io.galopin.app.lines;

import org.jspecify.annotations.NullMarked;
