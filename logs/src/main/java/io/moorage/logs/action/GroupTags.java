package io.moorage.logs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.model.logs.LogGroup;
import io.moorage.store.LogsTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tags of log groups. */
final class GroupTags {
    private static final int MOST = 50;

    private GroupTags() {}

    /** A service that calls for somebody may set tags whose keys are AWS's own. */
    static Map<String, String> added(Map<String, String> present, Map<String, String> more, RequestContext context) {
        Map<String, String> all = new HashMap<>(present);
        more.forEach((key, value) -> {
            if (key.startsWith("aws:") && context.calledVia().isEmpty()) {
                throw Refusal.invalid("Tag keys beginning with aws: are reserved: " + key);
            }
            all.put(key, value);
        });
        if (all.size() > MOST) {
            throw new AwsException(
                    LogsOperations.ERROR_TOO_MANY_TAGS_EXCEPTION, "A resource can have at most " + MOST + " tags.");
        }
        return all;
    }

    static void add(Logs logs, String group, Map<String, String> tags, RequestContext context) {
        logs.store().transact(tx -> {
            LogGroup row = Logs.group(tx, group);
            tx.update(LogsTables.GROUPS, row.withTags(added(row.tags(), tags, context)));
            return row;
        });
    }

    static void remove(Logs logs, String group, List<String> keys) {
        logs.store().transact(tx -> {
            LogGroup row = Logs.group(tx, group);
            Map<String, String> rest = new HashMap<>(row.tags());
            rest.keySet().removeAll(Set.copyOf(keys));
            tx.update(LogsTables.GROUPS, row.withTags(rest));
            return row;
        });
    }

    /** The condition keys of a request that carries tags (Service Authorization Reference, CloudWatch Logs). */
    static Map<String, List<String>> requested(Map<String, String> tags) {
        Map<String, List<String>> conditions = new HashMap<>();
        tags.forEach((key, value) -> conditions.put("aws:RequestTag/" + key, List.of(value)));
        conditions.putAll(keys(List.copyOf(new ArrayList<>(tags.keySet()))));
        return conditions;
    }

    static Map<String, List<String>> keys(List<String> keys) {
        return keys.isEmpty() ? Map.of() : Map.of("aws:TagKeys", keys);
    }
}
