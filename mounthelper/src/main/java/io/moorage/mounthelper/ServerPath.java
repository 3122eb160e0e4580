package io.moorage.mounthelper;

/** {@code HOST:/PATH}, where an IPv6 address stands in brackets (nfs(5), DESCRIPTION). */
record ServerPath(String host, String path) {
    static ServerPath parse(String spec) throws MountFailure {
        int colon = spec.startsWith("[") ? spec.indexOf("]:") + 1 : spec.indexOf(':');
        if (colon <= 0 || colon == spec.length() - 1 || spec.charAt(colon + 1) != '/') {
            throw MountFailure.failed("remote share not in 'host:dir' format");
        }
        String host = spec.startsWith("[") ? spec.substring(1, colon - 1) : spec.substring(0, colon);
        if (host.isEmpty()) {
            throw MountFailure.failed("remote share not in 'host:dir' format");
        }
        return new ServerPath(host, spec.substring(colon + 1));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + path;
    }
}
