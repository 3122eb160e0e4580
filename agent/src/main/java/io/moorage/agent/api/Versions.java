package io.moorage.agent.api;

/** How the agent names itself. */
public final class Versions {
    public static final String AGENT = "1.73.0-moorage";
    public static final String HASH = "moorage";

    private Versions() {}
}
