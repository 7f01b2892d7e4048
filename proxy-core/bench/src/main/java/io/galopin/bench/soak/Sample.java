package io.galopin.bench.soak;

/**
 * What was observed at one time.
 *
 * @param minutes since the start
 * @param residentMiB the resident memory of the process
 * @param descriptors the number of open descriptors
 * @param threads the number of threads
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
