package io.galopin.bench.soak;

/**
 * What was seen at one time.
 *
 * @param minutes since the beginning
 * @param residentMiB memory of the process
 * @param descriptors that it has open
 * @param threads that it has
 * @param controlMillis the 99th percentile of calls of the control API since the last sample
 * @param requestsPerSecond of all clients since the last sample
 */
record Sample(
    double minutes,
    double residentMiB,
    double descriptors,
    double threads,
    double controlMillis,
    double requestsPerSecond) {}
