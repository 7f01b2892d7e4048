/**
 * The options of the commands: what each is called and takes, how they are read and explained, and
 * what of them belongs together. Nothing here does what an option asks for.
 */
@NullMarked
package io.galopin.app.options;

import org.jspecify.annotations.NullMarked;
