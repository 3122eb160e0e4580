package io.moorage.sns.action;

import java.util.Map;

/** What of a subscription can be set. */
final class SubscriptionAttributes {
    static final String RAW = "RawMessageDelivery";

    private SubscriptionAttributes() {}

    static boolean raw(Map<String, String> attributes) {
        attributes.keySet().forEach(SubscriptionAttributes::requireSettable);
        return raw(attributes.getOrDefault(RAW, "false"));
    }

    static boolean raw(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.invalid("RawMessageDelivery must be true or false");
        };
    }

    static void requireSettable(String name) {
        switch (name) {
            case RAW -> {}
            case "FilterPolicy",
                    "FilterPolicyScope",
                    "DeliveryPolicy",
                    "RedrivePolicy",
                    "SubscriptionRoleArn",
                    "ReplayPolicy" -> throw Refusal.unsupported("the subscription attribute " + name);
            default -> throw Refusal.invalid("AttributeName");
        }
    }
}
