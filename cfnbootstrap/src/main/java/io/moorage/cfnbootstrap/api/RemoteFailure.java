package io.moorage.cfnbootstrap.api;

import java.io.IOException;

/** An answer that refuses. Its message is for the user. */
public final class RemoteFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    RemoteFailure(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    /** Of an answer that is not AWS's: refusals last, but for what may not be there yet. */
    static RemoteFailure of(Http.Answer answer) {
        boolean passing = answer.status() >= 500 || answer.status() == 404 || answer.status() == 408;
        return new RemoteFailure(
                "HTTP Error " + answer.status() + " : " + answer.text().strip(), !passing);
    }

    /** Asking again is of no use. */
    public boolean isFinal() {
        return lasting;
    }
}
