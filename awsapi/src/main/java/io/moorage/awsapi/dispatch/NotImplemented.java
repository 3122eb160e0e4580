package io.moorage.awsapi.dispatch;

import io.moorage.awsmodels.ServiceMetadata;

/** What is said of operations Moorage does not have. */
final class NotImplemented {
    private NotImplemented() {}

    static String sentence(ServiceMetadata service, String name) {
        return "The operation " + name + " of " + service.fullName() + " is not implemented by Moorage.";
    }
}
