package io.moorage.cli;

/** Something the user can mend: the message says what is wrong and what to type. Ends the command with status 1. */
public class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }
}
