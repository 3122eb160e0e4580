package io.moorage.ec2.network;

import io.moorage.ec2.network.VpcNetwork.Plug;
import java.util.List;
import java.util.Set;

/** Makes planned networks. Used by one thread at a time. */
public interface Networks {
    /**
     * Makes the machine's networks the planned ones, and removes the networks of VPCs that are not planned. May be
     * repeated, also after a crash in the middle. One VPC's failure does not keep the others from being applied.
     *
     * @return the plugs that are in now, whose instances are on the network
     */
    Set<Plug> apply(List<VpcNetwork> plan);

    /** Removes every network of this Moorage, also of an earlier process. */
    void removeAll();
}
