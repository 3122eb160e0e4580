package io.moorage.cloudformation.action;

import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.cloudformation.template.ResourceDeclaration;
import io.moorage.cloudformation.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a caller must acknowledge before a template is made (API reference, CreateStack, {@code Capabilities}). */
final class Capabilities {
    static final String IAM = "CAPABILITY_IAM";
    static final String NAMED_IAM = "CAPABILITY_NAMED_IAM";

    private Capabilities() {}

    /** The capability that a template needs. */
    static Optional<String> needed(Template template, ResourceTypes types) {
        List<ResourceDeclaration> identities = template.resources().values().stream()
                .filter(each -> changesPermissions(each.type()))
                .toList();
        if (identities.isEmpty()) {
            return Optional.empty();
        }
        boolean named = identities.stream().anyMatch(each -> types.require(each.type())
                .schema()
                .nameProperty()
                .filter(property -> each.properties().has(property))
                .isPresent());
        return Optional.of(named ? NAMED_IAM : IAM);
    }

    /** The API reference's list has every type of IAM but the certificate. */
    private static boolean changesPermissions(String type) {
        return type.startsWith("AWS::IAM::") && !type.equals("AWS::IAM::ServerCertificate");
    }

    static String reason(Template template) {
        TreeSet<String> names = new TreeSet<>();
        template.resources().values().stream()
                .map(ResourceDeclaration::type)
                .filter(Capabilities::changesPermissions)
                .forEach(names::add);
        return "The following resource(s) require capabilities: [" + String.join(", ", names) + "]";
    }

    static void require(Template template, ResourceTypes types, List<String> given) {
        Optional<String> needed = needed(template, types);
        if (needed.isPresent()
                && !given.contains(NAMED_IAM)
                && !(given.contains(IAM) && needed.get().equals(IAM))) {
            throw Errors.capabilities(needed.get());
        }
    }
}
