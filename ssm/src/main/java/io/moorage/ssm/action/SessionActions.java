package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.ssm.session.Sessions;
import java.util.List;

/** The actions of Session Manager. */
public final class SessionActions {
    private SessionActions() {}

    public static List<Action<?, ?>> all(Sessions sessions) {
        return List.of(new StartSession(sessions), new TerminateSession(sessions));
    }
}
