package io.moorage.fileserver;

import io.moorage.filestore.DescriptorBudget;
import io.moorage.nfsserver.LeaseConfig;
import io.moorage.nfsserver.NfsLimits;
import io.moorage.nfsserver.NfsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** A file server in the test's own process. */
final class InProcess {
    private InProcess() {}

    /** @param home below which it keeps its state, as one that was there before it did */
    static FileServer fileServer(Path home, Duration lease) throws IOException {
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        StateDirectory state = new StateDirectory(home.resolve("state"));
        return new FileServer(
                state,
                new OpenFileSystems(
                        new NfsServer(clock, random, NfsLimits.DEFAULT),
                        state,
                        new DescriptorBudget(200),
                        new LeaseConfig(lease, lease),
                        OpenFileSystems.Security.PLAIN,
                        clock,
                        random),
                clock);
    }
}
