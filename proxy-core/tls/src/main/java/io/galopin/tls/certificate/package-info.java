/**
 * Makes certificates: an authority, those that it signs, those that are wrong on purpose, and lists
 * of revoked ones. All of it in memory; what is read and written are texts in PEM. Nothing else in
 * Galopin uses BouncyCastle.
 */
@NullMarked
package io.galopin.tls.certificate;

import org.jspecify.annotations.NullMarked;
