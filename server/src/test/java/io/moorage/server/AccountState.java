package io.moorage.server;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that the describe and list calls of every service say, so that two moments can be compared. */
final class AccountState {
    private static final List<String> ECS = List.of(
            "ListClusters",
            "ListTaskDefinitionFamilies",
            "ListTaskDefinitions",
            "ListServices",
            "ListTasks",
            "ListContainerInstances",
            "DescribeClusters");
    private static final List<String> EC2 = List.of(
            "DescribeAddresses",
            "DescribeInstances",
            "DescribeInternetGateways",
            "DescribeKeyPairs",
            "DescribeLaunchTemplates",
            "DescribeNetworkInterfaces",
            "DescribeRouteTables",
            "DescribeSecurityGroupRules",
            "DescribeSecurityGroups",
            "DescribeSubnets",
            "DescribeTags",
            "DescribeVpcs");
    private static final List<String> IAM =
            List.of("ListRoles", "ListUsers", "ListInstanceProfiles", "ListPolicies&Scope=Local");

    private AccountState() {}

    /** The answers by call, without what differs from one call to the next: request ids. */
    static Map<String, String> of(SimulatedServer server) throws Exception {
        Map<String, String> state = new TreeMap<>();
        for (String call : ECS) {
            state.put(call, body(server.ecs(call, "{}")));
        }
        for (String call : EC2) {
            state.put(call, body(server.ec2("Action=" + call)));
        }
        for (String call : IAM) {
            // The roles that services made for themselves stay when what they were made for goes.
            state.put(
                    call,
                    body(server.iam("Action=" + call))
                            .replaceAll("(?s)<member>(?:(?!</member>).)*/aws-service-role/.*?</member>", ""));
        }
        state.put("file systems", body(server.efs("GET", "/2015-02-01/file-systems", "")));
        state.put("access points", body(server.efs("GET", "/2015-02-01/access-points", "")));
        state.put("replications", body(server.efs("GET", "/2015-02-01/file-systems/replication-configurations", "")));
        state.put("alarms", body(server.cloudWatch("Action=DescribeAlarms")));
        state.put("metrics", body(server.cloudWatch("Action=ListMetrics&Namespace=App")));
        state.put("topics", body(server.sns("Action=ListTopics")));
        state.put("log groups", body(server.logs("DescribeLogGroups", "{}")));
        state.put("parameters", body(server.ssm("DescribeParameters", "{}")));
        for (String id : fileSystems(state.getOrDefault("file systems", ""))) {
            state.put(id, body(server.efs("GET", "/2015-02-01/mount-targets?FileSystemId=" + id, "")));
            for (String kind : List.of("policy", "lifecycle-configuration", "backup-policy")) {
                String path = "/2015-02-01/file-systems/" + id + "/" + kind;
                state.put(id + " " + kind, body(server.efs("GET", path, "")));
            }
        }
        return state;
    }

    /** The ids in a description of file systems, in its order. */
    static List<String> fileSystems(String description) {
        List<String> ids = new ArrayList<>();
        var matcher = java.util.regex.Pattern.compile("\"FileSystemId\":\"(fs-[0-9a-f]+)\"")
                .matcher(description);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    private static String body(HttpResponse<String> answer) {
        return answer.statusCode() + " " + answer.body().replaceAll("(?i)<requestId>[^<]*</requestId>", "");
    }
}
