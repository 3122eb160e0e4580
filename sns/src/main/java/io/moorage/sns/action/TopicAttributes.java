package io.moorage.sns.action;

/** What of a topic can be set. */
final class TopicAttributes {
    static final String DISPLAY_NAME = "DisplayName";

    private TopicAttributes() {}

    static void requireSettable(String name) {
        switch (name) {
            case DISPLAY_NAME -> {}
            case "Policy",
                    "DeliveryPolicy",
                    "KmsMasterKeyId",
                    "TracingConfig",
                    "SignatureVersion",
                    "FifoTopic",
                    "ContentBasedDeduplication",
                    "ArchivePolicy" -> throw Refusal.unsupported("the topic attribute " + name);
            default -> throw Refusal.invalid("AttributeName");
        }
    }
}
