@NullMarked
package io.galopin.tls.certificate;

import org.jspecify.annotations.NullMarked;
