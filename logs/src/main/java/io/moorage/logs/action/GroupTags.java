package io.moorage.logs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.TagRules;
import io.moorage.awsmodels.logs.LogsOperations;
import io.moorage.model.logs.LogGroup;
import io.moorage.store.LogsTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tags of log groups. */
final class GroupTags {
    private static final int MOST = 50;
    private static final TagRules RULES = new TagRules(
            MOST,
            key -> Refusal.invalid("Tag keys beginning with aws: are reserved: " + key),
            key -> Refusal.invalid("Duplicate tag key: " + key),
            () -> new AwsException(
                    LogsOperations.ERROR_TOO_MANY_TAGS_EXCEPTION, "A resource can have at most " + MOST + " tags."));

    private GroupTags() {}

    /** A service that calls for somebody may set tags whose keys are AWS's own. */
    static Map<String, String> added(Map<String, String> present, Map<String, String> more, RequestContext context) {
        more.keySet().forEach(key -> RULES.checkKey(key, context.calledVia().isPresent()));
        return RULES.added(present, more);
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
}
