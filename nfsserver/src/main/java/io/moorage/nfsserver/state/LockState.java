package io.moorage.nfsserver.state;

/** One owner's locks on one file, made through one open. */
public final class LockState extends State {
    final LockOwner owner;
    final LockRanges ranges = new LockRanges();
    private final OpenState open;

    LockState(LockOwner owner, OpenState open) {
        super(owner.client, open.file);
        this.owner = owner;
        this.open = open;
    }

    @Override
    OpenState open() {
        return open;
    }
}
