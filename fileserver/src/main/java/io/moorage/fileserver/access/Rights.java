package io.moorage.fileserver.access;

/**
 * What a client may do (EFS user guide, "EFS actions for clients"). Invariant: who may not mount may do nothing else.
 *
 * @param mount read
 * @param write change anything
 * @param root be root
 */
record Rights(boolean mount, boolean write, boolean root) {
    static final Rights NONE = new Rights(false, false, false);

    Rights {
        write &= mount;
        root &= mount;
    }
}
