package io.moorage.ecs.loop;

import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceDeployment;
import io.moorage.model.ecs.ServiceRevision;
import io.moorage.store.EcsTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.List;

/** Writes services whose deployments may have changed, and the history of these with them. */
public record ServiceWrites(EcsArns arns) {
    /** As it is to be from {@code now} on. */
    public void save(Transaction tx, Service service, Instant now) {
        tx.put(EcsTables.SERVICES, service);
        if (service.rules().external()) {
            return;
        }
        List<ServiceDeployment> open =
                List.copyOf(tx.by(EcsTables.SERVICE_DEPLOYMENTS, EcsTables.OPEN_DEPLOYMENTS_BY_SERVICE, service.arn()));
        boolean followed = false;
        ServiceRevision revision = ServiceRevision.of(service, arns);
        for (ServiceDeployment each : open) {
            ServiceDeployment next = each.followed(service, arns, now);
            followed |= next.heading().equals(revision.arn());
            if (!next.equals(each)) {
                tx.update(EcsTables.SERVICE_DEPLOYMENTS, next);
            }
        }
        if (service.active() && service.primary().inProgress() && !followed) {
            tx.put(EcsTables.SERVICE_REVISIONS, revision);
            tx.put(EcsTables.SERVICE_DEPLOYMENTS, ServiceDeployment.begun(service, arns, now));
        }
    }
}
