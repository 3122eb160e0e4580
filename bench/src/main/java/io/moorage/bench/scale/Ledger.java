package io.moorage.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the control plane acknowledged, to be compared with what it knows. Safe for use by many threads. */
final class Ledger {
    private static final int PER_CALL = 100;

    private final Map<String, String> tasks = new ConcurrentHashMap<>();
    private final Set<String> instances = ConcurrentHashMap.newKeySet();
    private final Set<String> definitions = ConcurrentHashMap.newKeySet();

    /** @param status that was reported, and acknowledged */
    void task(String arn, String status) {
        tasks.put(arn, status);
    }

    /** These went with their instance. */
    void gone(Collection<String> arns) {
        tasks.keySet().removeAll(arns);
    }

    void instance(String arn) {
        instances.add(arn);
    }

    /** Of a task definition. */
    void definition(String arn) {
        definitions.add(arn);
    }

    /** As it is now. */
    Ledger copy() {
        Ledger copy = new Ledger();
        copy.tasks.putAll(tasks);
        copy.instances.addAll(instances);
        copy.definitions.addAll(definitions);
        return copy;
    }

    int running() {
        return (int) tasks.values().stream().filter("RUNNING"::equals).count();
    }

    int size() {
        return tasks.size() + instances.size() + definitions.size();
    }

    /** What of all that was acknowledged is not as it was, each in words. */
    List<String> differences(EcsCalls ecs) throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<String, String> found = statuses(ecs, tasks.keySet());
        tasks.forEach((arn, status) -> {
            if (!status.equals(found.get(arn))) {
                wrong.add(arn + " was " + status + ", is " + found.get(arn));
            }
        });
        Set<String> known = new HashSet<>();
        for (List<String> some : chunks(instances)) {
            ecs.call("DescribeContainerInstances", "{\"cluster\":\"bench\",\"containerInstances\":" + json(some) + "}")
                    .path("containerInstances")
                    .forEach(each -> known.add(each.path("containerInstanceArn").asText()));
        }
        for (String token = ""; token != null; ) {
            JsonNode page =
                    ecs.call("ListTaskDefinitions", token.isEmpty() ? "{}" : "{\"nextToken\":\"" + token + "\"}");
            page.path("taskDefinitionArns").forEach(each -> known.add(each.asText()));
            token = page.path("nextToken").textValue();
        }
        Stream.concat(instances.stream(), definitions.stream())
                .filter(each -> !known.contains(each))
                .forEach(each -> wrong.add(each + " is unknown"));
        return wrong;
    }

    /** What the control plane says of these tasks; those that it does not know are left out. */
    static Map<String, String> statuses(EcsCalls ecs, Collection<String> arns) throws IOException {
        Map<String, String> found = new HashMap<>();
        for (List<String> some : chunks(arns)) {
            ecs.call("DescribeTasks", "{\"cluster\":\"bench\",\"tasks\":" + json(some) + "}")
                    .path("tasks")
                    .forEach(each -> found.put(
                            each.path("taskArn").asText(),
                            each.path("lastStatus").asText()));
        }
        return found;
    }

    static List<List<String>> chunks(Collection<String> all) {
        List<String> list = List.copyOf(all);
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += PER_CALL) {
            chunks.add(list.subList(from, Math.min(list.size(), from + PER_CALL)));
        }
        return chunks;
    }

    private static String json(Collection<String> texts) {
        return texts.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}
