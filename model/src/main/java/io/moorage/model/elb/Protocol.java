package io.moorage.model.elb;

/** Of a listener's either side, and of a health check (Classic Load Balancers guide, "Listeners"). */
public enum Protocol {
    TCP,
    SSL,
    HTTP,
    HTTPS;

    /** Whether a certificate is needed towards clients. */
    public boolean encrypted() {
        return this == SSL || this == HTTPS;
    }

    /** Whether requests are carried (layer 7), not bytes (layer 4). */
    public boolean requests() {
        return this == HTTP || this == HTTPS;
    }
}
