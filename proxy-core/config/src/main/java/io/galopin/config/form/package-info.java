/** The forms of configuration files. Each is read into the settings that it gives. */
@NullMarked
package io.galopin.config.form;

import org.jspecify.annotations.NullMarked;
