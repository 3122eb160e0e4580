package io.moorage.nfsserver.state;

import java.util.ArrayList;
import java.util.List;

/** What an open wants, and what it lets nobody else do meanwhile: OPEN4_SHARE_ACCESS and OPEN4_SHARE_DENY bits. */
public record Share(int access, int deny) {
    static final Share NONE = new Share(0, 0);

    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int BOTH = 3;
    private static final List<Share> ALL = everyShare();

    public Share {
        if ((access & ~BOTH) != 0 || (deny & ~BOTH) != 0) {
            throw new IllegalArgumentException("share access " + access + ", deny " + deny);
        }
    }

    /** Those that can be asked for. */
    static List<Share> all() {
        return ALL;
    }

    boolean reads() {
        return (access & READ) != 0;
    }

    boolean writes() {
        return (access & WRITE) != 0;
    }

    /** A number below 16 of its own. */
    int index() {
        return access | deny << 2;
    }

    Share or(Share other) {
        return new Share(access | other.access, deny | other.deny);
    }

    boolean isWithin(Share other) {
        return (access & ~other.access) == 0 && (deny & ~other.deny) == 0;
    }

    /** RFC 7530 section 9.9: neither denies what the other does. */
    boolean standsBeside(Share other) {
        return (access & other.deny) == 0 && (deny & other.access) == 0;
    }

    private static List<Share> everyShare() {
        List<Share> all = new ArrayList<>();
        for (int access = READ; access <= BOTH; access++) {
            for (int deny = 0; deny <= BOTH; deny++) {
                all.add(new Share(access, deny));
            }
        }
        return List.copyOf(all);
    }
}
