/** Tests of the file of a journal. */
@NullMarked
package io.galopin.app.journal;

import org.jspecify.annotations.NullMarked;
