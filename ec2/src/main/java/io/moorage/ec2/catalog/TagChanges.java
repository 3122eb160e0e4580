package io.moorage.ec2.catalog;

import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Finds what an id names, and changes its tags. */
final class TagChanges {
    private TagChanges() {}

    /** The kind of resource this id is of. */
    static Resource<?> kindOf(String id) {
        return Resource.ALL.stream()
                .filter(each -> each.kind().matches(id))
                .findFirst()
                .orElseThrow(() -> Ec2Errors.refused("InvalidID", "The ID '%s' is not valid", id));
    }

    /** Changes the tags of all of them, or of none. */
    static void change(Ec2 ec2, List<String> ids, UnaryOperator<Map<String, String>> change) {
        if (ids.isEmpty()) {
            throw Ec2Errors.missing("ResourceId");
        }
        List<Resource<?>> kinds =
                ids.stream().<Resource<?>>map(TagChanges::kindOf).toList();
        ec2.store().transact(tx -> {
            for (int i = 0; i < ids.size(); i++) {
                kinds.get(i).retag(tx, ids.get(i), change);
            }
            return ids;
        });
    }
}
