/**
 * An example of a plugin: the protocol of beanstalkd, a work queue, with a behavior and a toxic. It
 * compiles against only Galopin's API.
 */
@NullMarked
package com.example.beanstalkd;

import org.jspecify.annotations.NullMarked;
