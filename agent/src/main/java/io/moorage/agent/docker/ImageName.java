package io.moorage.agent.docker;

/**
 * What an image is called by (Docker's reference grammar): {@code [domain/]path[:tag][@digest]}.
 *
 * @param domain of its registry, with a port where one is given; {@code docker.io} when none is
 * @param path as the registry knows it
 * @param version a tag, or a digest
 */
record ImageName(String domain, String path, String version) {
    static final String HUB = "docker.io";

    static ImageName of(String text) {
        int at = text.indexOf('@');
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        String version = at >= 0 ? text.substring(at + 1) : tagged ? named.substring(colon + 1) : "latest";
        String repository = tagged ? named.substring(0, colon) : named;
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            String path = repository.substring(slash + 1);
            boolean hub = first.equals(HUB) || first.equals("index.docker.io");
            return new ImageName(hub ? HUB : first, hub ? official(path) : path, version);
        }
        return new ImageName(HUB, official(repository), version);
    }

    private static String official(String path) {
        return path.contains("/") ? path : "library/" + path;
    }

    boolean isOfHub() {
        return domain.equals(HUB);
    }
}
