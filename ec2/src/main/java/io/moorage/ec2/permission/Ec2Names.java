package io.moorage.ec2.permission;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.Inputs;
import io.moorage.awsmodels.StructureShape;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.model.ec2.RouteTable;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ARNs of what a request names, in whatever way it names it. */
record Ec2Names(RequestContext context, ReadView view) {
    private static final String KEY_PAIR = "key-pair";

    /** Images belong to no account here; a key pair's ARN ends with its name. */
    String arn(String type, String id) {
        String account = type.equals("image") ? "" : context.accountId();
        return "arn:aws:ec2:" + context.region() + ":" + account + ":" + type + "/" + id;
    }

    /** The condition key that every request has. */
    Map<String, List<String>> region() {
        return Map.of("ec2:Region", List.of(context.region()));
    }

    /** What a request makes: it has no id yet, though a key pair has a name. */
    <I> String made(Ec2Rule rule, StructureShape<I> shape, I input) {
        boolean named = rule.type().equals(KEY_PAIR);
        return arn(
                rule.type(),
                named
                        ? Inputs.texts(shape, input, "KeyName").stream()
                                .findFirst()
                                .orElse("*")
                        : "*");
    }

    /** What a request names; any of the type where it does not, though it must. */
    <I> List<String> of(Ec2Rule rule, StructureShape<I> shape, I input) {
        List<String> ids = Inputs.texts(shape, input, rule.member());
        if (!ids.isEmpty()) {
            return ids.stream().map(id -> arn(rule.type(), idOf(id))).toList();
        }
        Optional<String> otherwise = byAnotherMember(rule.type(), shape, input);
        return otherwise
                .map(id -> List.of(arn(rule.type(), id)))
                .orElseGet(() -> rule.optional() ? List.of() : List.of(arn(rule.type(), "*")));
    }

    /** ARNs of resources that are told by their ids alone. */
    List<String> tagged(List<String> ids) {
        return ids.stream()
                .map(id -> Resource.ALL.stream()
                        .filter(each -> each.kind().matches(id))
                        .findFirst()
                        .map(each -> arn(each.word(), idOrName(each, id)))
                        .orElseGet(() -> arn("*", id)))
                .toList();
    }

    private String idOrName(Resource<?> resource, String id) {
        return resource.word().equals(KEY_PAIR) ? keyName(id).orElse(id) : id;
    }

    private String idOf(String given) {
        return given.startsWith("rtbassoc-")
                ? view.all(Ec2Tables.ROUTE_TABLES).stream()
                        .filter(table -> table.associations().stream()
                                .anyMatch(each -> each.id().equals(given)))
                        .map(RouteTable::id)
                        .findFirst()
                        .orElse("*")
                : given;
    }

    private <I> Optional<String> byAnotherMember(String type, StructureShape<I> shape, I input) {
        return switch (type) {
            case "security-group" -> first(shape, input, "GroupName").flatMap(this::groupId);
            case "launch-template" -> first(shape, input, "LaunchTemplateName").flatMap(this::templateId);
            case KEY_PAIR -> first(shape, input, "KeyPairId").flatMap(this::keyName);
            default -> Optional.empty();
        };
    }

    private static <I> Optional<String> first(StructureShape<I> shape, I input, String member) {
        return Inputs.texts(shape, input, member).stream().findFirst();
    }

    Optional<String> groupId(String name) {
        return view.all(Ec2Tables.SECURITY_GROUPS).stream()
                .filter(group -> group.name().equals(name))
                .map(SecurityGroup::id)
                .findFirst();
    }

    Optional<String> templateId(String name) {
        return view.by(Ec2Tables.LAUNCH_TEMPLATES, Ec2Tables.LAUNCH_TEMPLATES_BY_NAME, name).stream()
                .map(LaunchTemplate::id)
                .findFirst();
    }

    private Optional<String> keyName(String id) {
        return view.all(Ec2Tables.KEY_PAIRS).stream()
                .filter(key -> key.id().equals(id))
                .map(key -> key.name())
                .findFirst();
    }
}
