package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code moorage join}: the one command that makes any machine a container instance of a cluster. */
@Command(
        name = "join",
        description = "Print the one command that makes any machine join a cluster.",
        mixinStandardHelpOptions = true)
final class JoinCommand implements Callable<Integer> {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"ssm.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String POLICY = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";
    private static final String IAM = "2010-05-08";

    private final MoorageHome home;
    private final ServerPages pages;
    private final SignedApi api;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Which cluster (default ${DEFAULT-VALUE}).")
    private String cluster = "default";

    @Option(names = "--agent", paramLabel = "KIND", description = "moorage or official (default ${DEFAULT-VALUE}).")
    private String agent = "moorage";

    @Option(names = "--limit", description = "For how many machines (default ${DEFAULT-VALUE}).")
    private int limit = 1;

    @Option(names = "--hours", description = "For how long it may be used (default ${DEFAULT-VALUE}).")
    private int hours = 24;

    @Option(
            names = "--role",
            paramLabel = "NAME",
            description =
                    "The role that the machines act as (default ${DEFAULT-VALUE}, which is made when it is missing).")
    private String role = "ecsAnywhereRole";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "How the machine reaches Moorage, where a proxy or a tunnel stands between.")
    private Optional<String> endpoint = Optional.empty();

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description =
                    "By which of this machine's addresses the other reaches it (default: that of the default route).")
    private Optional<String> address = Optional.empty();

    JoinCommand(MoorageHome home, ServerPages pages, SignedApi api) {
        this.home = home;
        this.pages = pages;
        this.api = api;
    }

    @Override
    public Integer call() {
        if (!agent.equals("moorage") && !agent.equals("official")) {
            throw new UserError("--agent must be moorage or official, not " + agent);
        }
        String at = endpoint.map(url -> url.replaceFirst("/$", "")).orElseGet(this::reachable);
        requireCluster();
        if (role.equals("ecsAnywhereRole")) {
            ensureRole();
        }
        Instant expires = InstantSource.system().instant().plus(Duration.ofHours(hours));
        JsonNode activation = api.ssm(
                "CreateActivation",
                new TreeMap<>(Map.of(
                        "IamRole", role, "RegistrationLimit", limit, "ExpirationDate", expires.getEpochSecond())));
        System.out.println(
                "curl -fsS --connect-timeout 10 " + at + "/_moorage/join/install.sh | sudo sh -s -- --activation-id "
                        + activation.path("ActivationId").asText() + " --activation-code "
                        + activation.path("ActivationCode").asText() + " --cluster " + cluster + " --agent " + agent);
        return 0;
    }

    /** An agent makes the cluster {@code default} by itself, and waits for any other. */
    private void requireCluster() {
        JsonNode found = api.ecs("DescribeClusters", Map.of("clusters", List.of(cluster)));
        boolean active = found.path("clusters").path(0).path("status").asText().equals("ACTIVE");
        if (!active && !cluster.equals("default")) {
            throw new UserError("there is no cluster " + cluster
                    + "; make it with: ./moorage aws ecs create-cluster --cluster-name " + cluster);
        }
    }

    private String reachable() {
        List<String> listening = new ArrayList<>();
        pages.get("status").path("listening").forEach(each -> listening.add(each.asText()));
        String chosen =
                new ReachableAddress(OwnAddresses.all(), OwnAddresses.ofDefaultRoute()).choose(address, listening);
        return "http://" + chosen + ":" + home.port();
    }

    /** As the developer guide has it made for external instances ("Amazon ECS Anywhere IAM role"). */
    private void ensureRole() {
        boolean known = false;
        for (JsonNode each :
                api.query("iam", IAM, "ListRoles", Map.of("MaxItems", "1000")).path("Roles")) {
            known |= each.path("RoleName").asText().equals(role);
        }
        if (!known) {
            api.query("iam", IAM, "CreateRole", Map.of("RoleName", role, "AssumeRolePolicyDocument", TRUST));
            api.query("iam", IAM, "AttachRolePolicy", Map.of("RoleName", role, "PolicyArn", POLICY));
        }
    }
}
