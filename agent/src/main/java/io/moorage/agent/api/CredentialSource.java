package io.moorage.agent.api;

import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;

/** Where the agent's keys come from; asked before every call, so that they may be renewed. */
public interface CredentialSource {
    SigningCredentials current() throws IOException;
}
