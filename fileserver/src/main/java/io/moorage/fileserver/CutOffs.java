package io.moorage.fileserver;

import io.moorage.fileserver.control.Response.Fenced.CutOff;
import io.moorage.nfsserver.ClientListing;
import java.util.ArrayList;
import java.util.List;

/** The clients that a fence of one epoch ended, over all file systems and all times that it was asked for. Guarded by its owner. */
record CutOffs(long epoch, List<CutOff> clients) {
    static CutOffs of(long epoch) {
        return new CutOffs(epoch, new ArrayList<>());
    }

    void add(String fileSystemId, ClientListing client) {
        clients.add(new CutOff(
                fileSystemId, client.address().getHostAddress(), client.owner(), client.opens(), client.locks()));
    }

    List<CutOff> list() {
        return List.copyOf(clients);
    }
}
