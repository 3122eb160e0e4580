package io.moorage.efs.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.model.efs.AccessPoint;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What carries tags: file systems and access points, by id or ARN. */
final class TaggedResources {
    private TaggedResources() {}

    static Map<String, String> tags(RequestContext context, ReadView view, String resourceId) {
        return Lookup.isAccessPoint(resourceId)
                ? Lookup.accessPoint(context, view, resourceId).tags()
                : Lookup.fileSystem(context, view, resourceId).tags();
    }

    static void retag(
            RequestContext context, Transaction tx, String resourceId, UnaryOperator<Map<String, String>> change) {
        if (Lookup.isAccessPoint(resourceId)) {
            AccessPoint present = Lookup.accessPoint(context, tx, resourceId);
            tx.update(EfsTables.ACCESS_POINTS, present.withTags(change.apply(present.tags())));
        } else {
            FileSystem present = Lookup.fileSystem(context, tx, resourceId);
            tx.update(EfsTables.FILE_SYSTEMS, present.withTags(change.apply(present.tags())));
        }
    }
}
