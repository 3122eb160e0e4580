package io.moorage.sns.action;

import io.moorage.model.sns.Topic;
import io.moorage.policy.MalformedPolicyException;
import io.moorage.policy.PolicyParser;
import java.util.Optional;

/** What of a topic can be set. */
final class TopicAttributes {
    static final String DISPLAY_NAME = "DisplayName";
    static final String POLICY = "Policy";

    private TopicAttributes() {}

    /** The topic with an attribute; without a value it is what it was at first. */
    static Topic set(Topic topic, String name, String value) {
        return switch (name) {
            case DISPLAY_NAME -> topic.withDisplayName(value);
            case POLICY -> topic.withPolicy(policy(value));
            case "DeliveryPolicy",
                    "KmsMasterKeyId",
                    "TracingConfig",
                    "SignatureVersion",
                    "FifoTopic",
                    "ContentBasedDeduplication",
                    "ArchivePolicy" -> throw Refusal.unsupported("the topic attribute " + name);
            default -> throw Refusal.invalid("AttributeName");
        };
    }

    private static Optional<String> policy(String document) {
        if (document.isEmpty()) {
            return Optional.empty();
        }
        try {
            new PolicyParser().resourcePolicy(document);
            return Optional.of(document);
        } catch (MalformedPolicyException e) {
            throw Refusal.invalid("Policy Error: " + e.getMessage());
        }
    }

    /** The policy a topic is born with (SNS developer guide): its owner's account may do everything. */
    static String ownPolicy(String topicArn, String accountId) {
        return "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{\"Sid\":\"__default_statement_ID\","
                + "\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":[\"SNS:GetTopicAttributes\","
                + "\"SNS:SetTopicAttributes\",\"SNS:AddPermission\",\"SNS:RemovePermission\",\"SNS:DeleteTopic\","
                + "\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\",\"SNS:Publish\"],\"Resource\":\"" + topicArn
                + "\",\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":\"" + accountId + "\"}}}]}";
    }
}
