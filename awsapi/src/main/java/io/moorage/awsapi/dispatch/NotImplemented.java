package io.moorage.awsapi.dispatch;

import io.moorage.awsmodels.ServiceMetadata;

/** What is said of operations Moorage does not have. */
final class NotImplemented {
    private NotImplemented() {}

    static String otherVersions(ServiceMetadata service) {
        String known = "Moorage has version " + service.apiVersion() + " of " + service.fullName();
        return service.name().equals("elb")
                ? known
                        + ", which is of Classic Load Balancers; Application, Network and Gateway Load Balancers are not"
                        + " implemented."
                : known + ".";
    }

    static String sentence(ServiceMetadata service, String name) {
        return "The operation " + name + " of " + service.fullName() + " is not implemented by Moorage.";
    }
}
