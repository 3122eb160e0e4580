package io.moorage.story;

import java.io.IOException;

/** The link between an instance and its VPC. While it is cut no packet passes; nobody sees the interface go down. */
record Cable(String netns, String link) {
    private static final String TABLE = "cable";

    static Cable of(MoorageUnderTest moorage, String privateAddress) throws IOException, InterruptedException {
        String netns = Shell.ok("ip", "netns", "list")
                .lines()
                .filter(line -> line.startsWith(moorage.name()))
                .findFirst()
                .orElseThrow()
                .split(" ")[0];
        String route = Shell.ok("ip", "netns", "exec", netns, "ip", "-o", "route", "get", privateAddress);
        return new Cable(netns, route.replaceFirst("(?s).* dev (\\S+).*", "$1"));
    }

    void cut() throws IOException, InterruptedException {
        nft("table inet " + TABLE + " {"
                + " chain arriving { type filter hook prerouting priority -500; iifname " + link + " drop; };"
                + " chain leaving { type filter hook postrouting priority -500; oifname " + link + " drop; }; }");
    }

    void mend() throws IOException, InterruptedException {
        nft("delete table inet " + TABLE);
    }

    private void nft(String rules) throws IOException, InterruptedException {
        Shell.ok("ip", "netns", "exec", netns, "nft", rules);
    }
}
