package io.moorage.cli;

import java.util.List;
import java.util.Optional;

/**
 * At which address another machine reaches this one's API. Pure.
 *
 * @param own addresses of this machine, but for loopback
 * @param ofDefaultRoute from which this machine speaks to the rest of the world; empty when it speaks to nobody
 */
record ReachableAddress(List<String> own, Optional<String> ofDefaultRoute) {
    /**
     * @param asked by the user; one that is not this machine's own may be a router's, which leads here
     * @param listening where the API answers, but for loopback
     * @throws UserError when the API does not answer there, with the command that makes it
     */
    String choose(Optional<String> asked, List<String> listening) {
        if (asked.isPresent()) {
            String address = asked.get();
            if (address.startsWith("127.") || address.equals("localhost") || address.equals("::1")) {
                throw new UserError("no other machine reaches this one at " + address + ": name one of " + own);
            }
            if (own.contains(address) && !listening.contains(address)) {
                throw closed(address);
            }
            return address;
        }
        if (listening.isEmpty()) {
            throw closed(ofDefaultRoute
                    .or(() -> own.stream().findFirst())
                    .orElseThrow(() -> new UserError("this machine has no address by which another could reach it")));
        }
        return ofDefaultRoute.filter(listening::contains).orElseGet(listening::getFirst);
    }

    private UserError closed(String address) {
        return new UserError("Moorage does not answer at " + address + ", so no other machine could join. Open it with:"
                + " ./moorage up --bind " + address + " (this machine has the addresses " + own
                + "); only issued keys are accepted there. Or name a proxy's URL with --endpoint.");
    }
}
