package io.moorage.ec2.network;

/**
 * Told about VPCs' namespaces, to open and close listeners in them. Called on the thread that applies networks, one
 * call at a time; should return at once. What it throws is logged and changes nothing.
 */
public interface VpcListeners {
    /**
     * The namespace is there with its service addresses, and no instance has been plugged into it by this process.
     * Called once per namespace and process.
     */
    void ready(VpcNamespace vpc);

    /** The namespace is about to be removed: every socket in it must be closed. */
    void removed(VpcNamespace vpc);
}
