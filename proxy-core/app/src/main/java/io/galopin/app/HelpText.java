package io.galopin.app;

/**
 * What the help of a command says around its options.
 *
 * @param synopsis how it is called, without the word "Usage"
 * @param description what it does
 * @param footer what comes after the options: examples, in lines; empty for nothing
 */
record HelpText(String synopsis, String description, String footer) {}
