package io.moorage.cloudformation.types.sns;

import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.sns.SetTopicAttributesInput;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Set;

/** {@code AWS::SNS::TopicPolicy}: one policy of several topics, which have SNS's own again when it goes. */
public final class TopicPolicyType implements ResourceType {
    private static final int LONGEST_NAME = 128;
    private static final String DOCUMENT = "PolicyDocument";
    private static final String TOPICS = "Topics";
    private static final Set<String> ABSENT = Set.of("NotFound");

    private static final Schema SCHEMA = Schema.of("AWS::SNS::TopicPolicy", SetTopicAttributesInput.SHAPE)
            .property(DOCUMENT, null, Update.IN_PLACE)
            .property(TOPICS, new Type.ListType(Type.StringType.ANY, null, false, null, null), Update.IN_PLACE)
            .required(DOCUMENT, TOPICS)
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** It has no being of its own: the topics get it when it settles. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        return wanted.generatedName(LONGEST_NAME);
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        String document = wanted.document(DOCUMENT).orElse("");
        wanted.texts(TOPICS)
                .forEach(topic -> aws.call(
                        SnsOperations.SET_TOPIC_ATTRIBUTES, new SetTopicAttributesInput(topic, "Policy", document)));
        return Progress.DONE;
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        List<String> kept = after.texts(TOPICS);
        before.texts(TOPICS).stream().filter(topic -> !kept.contains(topic)).forEach(topic -> takeBack(topic, aws));
        return settle(id, after, aws);
    }

    private static void takeBack(String topic, Aws aws) {
        aws.unless(ABSENT, SnsOperations.SET_TOPIC_ATTRIBUTES, new SetTopicAttributesInput(topic, "Policy", ""));
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        last.texts(TOPICS).forEach(topic -> takeBack(topic, aws));
        return Progress.DONE;
    }
}
