package io.moorage.ecs.action;

import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.ecs.Setting;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.AccountSetting;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The account settings there are, and whose they are (ECS developer guide, "Account settings"). */
record AccountSettings(ReadView view) {
    private static final String ON = "enabled";
    private static final String OFF = "disabled";
    private static final Set<String> SWITCH = Set.of(ON, OFF);
    private static final Set<String> ON_OFF = Set.of("on", "off");

    /**
     * A setting.
     *
     * @param byDefault its value where nobody has set it
     * @param values that AWS knows
     * @param refused those of them that would change what Moorage does, and do not
     */
    private record Known(String name, String byDefault, Set<String> values, Set<String> refused) {}

    private static final Map<String, Known> ALL = List.of(
                    new Known("serviceLongArnFormat", ON, SWITCH, Set.of(OFF)),
                    new Known("taskLongArnFormat", ON, SWITCH, Set.of(OFF)),
                    new Known("containerInstanceLongArnFormat", ON, SWITCH, Set.of(OFF)),
                    // Of interfaces that an instance may have there is no limit here.
                    new Known("awsvpcTrunking", OFF, SWITCH, Set.of()),
                    new Known("containerInsights", OFF, Set.of(ON, OFF, "enhanced"), Set.of(ON, "enhanced")),
                    new Known("dualStackIPv6", OFF, SWITCH, Set.of(ON)),
                    new Known("tagResourceAuthorization", "on", ON_OFF, Set.of("off")),
                    // Of Fargate's and GuardDuty's nothing is here that could be different.
                    new Known("fargateFIPSMode", OFF, SWITCH, Set.of()),
                    new Known("fargateTaskRetirementWaitPeriod", "7", Set.of("0", "7", "14"), Set.of()),
                    new Known("guardDutyActivate", "off", ON_OFF, ON_OFF))
            .stream()
            .collect(Collectors.toMap(Known::name, Function.identity(), (one, other) -> one, TreeMap::new));

    static Collection<String> names() {
        return ALL.keySet();
    }

    /** The principal that a request is about: the one that is named, which is the caller itself unless root calls, or the caller. */
    static String principal(RequestContext context, @Nullable String named) {
        String root = root(context);
        String caller =
                switch (context.principal().kind()) {
                    // "Federated users assume the account setting of the root user."
                    case ROOT, FEDERATED_USER -> root;
                    case USER, ASSUMED_ROLE, SERVICE, INSTANCE ->
                        context.principal().entityArn();
                };
        if (named == null || named.isEmpty() || named.equals(caller)) {
            return caller;
        }
        if (context.principal().kind() != Principal.Kind.ROOT) {
            throw EcsErrors.invalid("You must be the root user or the principal to use principalArn " + named + ".");
        }
        if (!named.matches("arn:aws:iam::" + context.accountId() + ":(user|role)/.+")) {
            throw EcsErrors.invalid("The principalArn " + named + " is not that of a user, a role or the root user.");
        }
        return named;
    }

    static String root(RequestContext context) {
        return Principal.root(context.accountId()).arn();
    }

    /** A federated user has none of its own to change. */
    static void requireOwn(RequestContext context) {
        if (context.principal().kind() == Principal.Kind.FEDERATED_USER) {
            throw EcsErrors.invalid("Federated users cannot have explicit account settings.");
        }
    }

    /** A setting that may be stored. */
    static AccountSetting read(String principalArn, @Nullable String name, @Nullable String value) {
        Known known = known(name);
        if (value == null || !known.values().contains(value)) {
            throw EcsErrors.invalid("Invalid value of the account setting " + known.name() + ": " + value);
        }
        if (known.refused().contains(value) && !value.equals(known.byDefault())) {
            throw EcsErrors.unsupported("The account setting " + known.name() + "=" + value);
        }
        return new AccountSetting(principalArn, known.name(), value);
    }

    static void requireKnown(@Nullable String name) {
        known(name);
    }

    private static Known known(@Nullable String name) {
        return Optional.ofNullable(name)
                .flatMap(each -> Optional.ofNullable(ALL.get(each)))
                .orElseThrow(() -> EcsErrors.invalid("Invalid account setting: " + name));
    }

    /** What the principal itself has. */
    Optional<AccountSetting> own(String principalArn, String name) {
        return view.find(EcsTables.ACCOUNT_SETTINGS, AccountSetting.key(principalArn, name));
    }

    /** What holds for the principal: its own, or else root's, or else AWS's default, which is shown as root's. */
    AccountSetting effective(String principalArn, String root, String name) {
        return own(principalArn, name)
                .or(() -> own(root, name))
                .orElseGet(() -> new AccountSetting(root, name, known(name).byDefault()));
    }

    static Setting write(AccountSetting setting) {
        String type = setting.name().equals("guardDutyActivate") ? "aws_managed" : "user";
        return new Setting(setting.name(), setting.value(), setting.principalArn(), type);
    }
}
