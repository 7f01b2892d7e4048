/**
 * What a plugin compiles against, and nothing more: the nouns of Galopin, the hooks of a behavior,
 * the cutting of bytes into messages, and option metadata.
 *
 * <p>A plugin is a stateless {@linkplain io.galopin.api.PluginFactory factory}. From checked
 * {@linkplain io.galopin.api.Options options} it makes one instance per proxy, which is used from
 * several event loops at once. What belongs to one connection or one exchange lives on that
 * connection's event loop alone. Nothing here blocks, sleeps or does I/O: hooks decide, the engine
 * acts.
 *
 * <p>Not here: the data path, configuration, the loading of plugins.
 */
@NullMarked
package io.galopin.api;

import org.jspecify.annotations.NullMarked;
