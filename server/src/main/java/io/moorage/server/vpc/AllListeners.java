package io.moorage.server.vpc;

import io.moorage.ec2.network.VpcListeners;
import io.moorage.ec2.network.VpcNamespace;
import java.util.List;

/** Several listeners as one: opened in order, closed in the opposite order. */
public record AllListeners(List<VpcListeners> listeners) implements VpcListeners {
    public AllListeners {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void ready(VpcNamespace vpc) {
        listeners.forEach(each -> each.ready(vpc));
    }

    @Override
    public void removed(VpcNamespace vpc) {
        listeners.reversed().forEach(each -> each.removed(vpc));
    }
}
