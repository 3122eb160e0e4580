package io.moorage.nfsclient;

/**
 * Whether a request was sent again under another session after nobody had answered it: a server that was started anew has forgotten
 * its replies, so it may have carried the request out before, and its refusal may be of its own doing (RFC 8881 section 2.10.6.5
 * has sessions that outlive a restart; few servers offer them). Of one call, and its thread's alone.
 */
final class Repetition {
    private boolean unanswered;
    private boolean perhapsDone;

    void unanswered() {
        unanswered = true;
    }

    void answered() {
        unanswered = false;
    }

    void sessionLost() {
        perhapsDone |= unanswered;
    }

    /** True when a refusal may mean that it has been done. */
    boolean perhapsDone() {
        return perhapsDone;
    }
}
