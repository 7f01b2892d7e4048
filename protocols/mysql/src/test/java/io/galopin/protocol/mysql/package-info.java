/** Tests of protocol {@code mysql}. */
@org.jspecify.annotations.NullMarked
package io.galopin.protocol.mysql;
