/**
 * What every command of the program has in common: where it prints, how it reads its words, and how
 * it ends. No command is here, and nothing that relays.
 */
@NullMarked
package io.galopin.app.console;

import org.jspecify.annotations.NullMarked;
