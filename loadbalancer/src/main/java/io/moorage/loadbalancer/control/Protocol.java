package io.moorage.loadbalancer.control;

/** Of a listener's either side, and of a health check (Classic Load Balancers guide, "Listeners for your Classic Load Balancer"). */
public enum Protocol {
    TCP(false, false),
    SSL(true, false),
    HTTP(false, true),
    HTTPS(true, true);

    private final boolean encrypted;
    private final boolean requests;

    Protocol(boolean encrypted, boolean requests) {
        this.encrypted = encrypted;
        this.requests = requests;
    }

    public boolean encrypted() {
        return encrypted;
    }

    /** Whether requests are carried (layer 7), not bytes (layer 4). */
    public boolean requests() {
        return requests;
    }
}
