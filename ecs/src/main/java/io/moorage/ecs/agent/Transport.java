package io.moorage.ecs.agent;

import io.moorage.agentwire.acs.AcsMessage;

/** The way to one connected agent. Never blocks: what cannot be sent any more is dropped, since the agent will connect again. */
public interface Transport {
    void send(AcsMessage message);

    void close(int code, String reason);
}
