package io.moorage.cfnbootstrap;

import io.moorage.cfnbootstrap.api.Http;
import io.moorage.cfnbootstrap.api.Retries;
import io.moorage.cfnbootstrap.host.Programs;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a helper script runs on.
 *
 * @param root below which files are
 * @param metadata where the instance metadata service is
 * @param http by the proxies to use, each for a scheme
 * @param hostName what this machine calls itself
 * @param process this process's number
 */
record Machine(
        Path root,
        Programs programs,
        String metadata,
        Function<Map<String, URI>, Http> http,
        Retries.Pause pause,
        RandomGenerator random,
        InstantSource clock,
        Supplier<String> hostName,
        long process,
        PrintStream out,
        PrintStream err) {}
