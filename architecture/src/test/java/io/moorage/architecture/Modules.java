package io.moorage.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may import whom (docs/architecture.md). A module is a package below {@code io.moorage}; what stands in no entry of
 * the table is a module that nobody has thought about.
 */
final class Modules {
    static final String ROOT = "io.moorage.";

    /** A service's world: AWS's shapes, the API, rows and the store they are in; never another service. */
    private static final Set<String> SERVICE = Set.of("base", "model", "store", "awsmodels", "awsapi");

    static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("base", Set.of()),
            Map.entry("posix", Set.of()),
            Map.entry("docker", Set.of("base")),
            Map.entry("model", Set.of()),
            Map.entry("store", Set.of("model")),
            Map.entry("awsmodels", Set.of()),
            Map.entry("awsapi", Set.of("base", "awsmodels")),
            Map.entry("policy", Set.of()),
            Map.entry("efswire", Set.of("base")),
            Map.entry("iam", with(SERVICE, "policy")),
            Map.entry("efs", with(SERVICE, "policy")),
            Map.entry("ec2", with(SERVICE, "posix", "docker")),
            Map.entry("ecs", with(SERVICE, "agentwire")),
            Map.entry("cloudwatch", SERVICE),
            Map.entry("sns", with(SERVICE, "policy")),
            Map.entry("s3", Set.of("base", "model", "awsapi")),
            Map.entry("cloudformation", SERVICE),
            Map.entry("logs", SERVICE),
            Map.entry("ssm", with(SERVICE, "agentwire")),
            Map.entry("scaling", SERVICE),
            Map.entry("autoscaling", with(SERVICE, "scaling")),
            Map.entry("applicationautoscaling", with(SERVICE, "scaling")),
            Map.entry("elb", SERVICE),
            Map.entry("agentwire", Set.of("base")),
            Map.entry("agent", Set.of("base", "agentwire", "docker")),
            Map.entry("cfnbootstrap", Set.of("base")),
            Map.entry("simulation", with(SERVICE, "agentwire", "ecs")),
            Map.entry("vfs", Set.of()),
            Map.entry("nfswire", Set.of()),
            Map.entry("nfsserver", Set.of("nfswire", "vfs")),
            Map.entry("nfsclient", Set.of("nfswire", "vfs")),
            Map.entry("filestore", Set.of("vfs", "posix")),
            Map.entry("fuse", Set.of("vfs", "posix")),
            Map.entry("controlwire", Set.of()),
            Map.entry("loadbalancer", Set.of("controlwire", "posix")),
            Map.entry("console", Set.of("base", "awsapi")),
            Map.entry("mounthelper", Set.of("base", "nfswire", "nfsclient", "efswire", "fuse", "vfs", "posix")),
            Map.entry(
                    "fileserver",
                    Set.of(
                            "base",
                            "controlwire",
                            "nfsserver",
                            "filestore",
                            "vfs",
                            "nfswire",
                            "efswire",
                            "policy",
                            "posix")),
            Map.entry(
                    "server",
                    with(
                            SERVICE,
                            "posix",
                            "iam",
                            "efs",
                            "ec2",
                            "ecs",
                            "cloudformation",
                            "cloudwatch",
                            "sns",
                            "s3",
                            "logs",
                            "ssm",
                            "autoscaling",
                            "applicationautoscaling",
                            "elb",
                            "simulation",
                            "controlwire",
                            "loadbalancer",
                            "console",
                            "fileserver")),
            Map.entry("cli", Set.of("base", "agentwire", "fileserver")));

    private Modules() {}

    /** That {@code module} imports nothing of Moorage but itself and what the table grants. */
    static ArchRule importsOnlyItsOwn(String module) {
        String[] allowed = Stream.concat(Stream.of(module), MAY_IMPORT.getOrDefault(module, Set.of()).stream())
                .map(Modules::packages)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(packages(module))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + ".").and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .because("modules meet where docs/architecture.md says, and services only in the store");
    }

    private static String packages(String module) {
        return ROOT + module + "..";
    }

    private static Set<String> with(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }
}
