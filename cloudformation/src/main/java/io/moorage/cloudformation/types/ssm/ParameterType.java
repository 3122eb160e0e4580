package io.moorage.cloudformation.types.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ssm.AddTagsToResourceRequest;
import io.moorage.awsmodels.ssm.DeleteParameterRequest;
import io.moorage.awsmodels.ssm.GetParameterRequest;
import io.moorage.awsmodels.ssm.ListTagsForResourceRequest;
import io.moorage.awsmodels.ssm.PutParameterRequest;
import io.moorage.awsmodels.ssm.RemoveTagsFromResourceRequest;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.awsmodels.ssm.Tag;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Ownership;
import io.moorage.cloudformation.types.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::SSM::Parameter}. */
public final class ParameterType implements ResourceType {
    private static final int LONGEST_NAME = 1011;
    private static final String KIND = "Parameter";

    private static final Schema SCHEMA = Schema.of("AWS::SSM::Parameter", PutParameterRequest.SHAPE)
            .replaced("Name", "Type")
            .inPlace("Value", "Description", "AllowedPattern", "Tier", "Policies", "DataType")
            .required("Type", "Value")
            .named("Name")
            .tags("Tags")
            .attributes("Type", "Value")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        try {
            aws.call(
                    SsmOperations.PUT_PARAMETER,
                    request(name, wanted).tags(list(wanted.allTags())).build());
        } catch (AwsException e) {
            if (!e.code().equals("ParameterAlreadyExists")
                    || !wanted.again()
                    || !Ownership.isIn(tags(name, aws), wanted)) {
                throw e;
            }
        }
        return name;
    }

    private static PutParameterRequest.Builder request(String name, Wanted wanted) {
        return wanted.read(PutParameterRequest.SHAPE, "Name", "Tags").toBuilder()
                .name(name);
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each -> new Tag(each.getKey(), each.getValue()))
                .toList();
    }

    private static Map<String, String> tags(String name, Aws aws) {
        Map<String, String> tags = new HashMap<>();
        aws.call(SsmOperations.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceRequest(KIND, name))
                .tagList()
                .forEach(each -> tags.put(each.key(), each.value()));
        return tags;
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        aws.call(
                SsmOperations.PUT_PARAMETER,
                request(name, after).overwrite(true).build());
        List<String> gone = Ownership.gone(before, after);
        if (!gone.isEmpty()) {
            aws.call(SsmOperations.REMOVE_TAGS_FROM_RESOURCE, new RemoveTagsFromResourceRequest(KIND, name, gone));
        }
        if (!after.tags().isEmpty()) {
            aws.call(SsmOperations.ADD_TAGS_TO_RESOURCE, new AddTagsToResourceRequest(KIND, name, list(after.tags())));
        }
        return Progress.DONE;
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        aws.unless(Set.of("ParameterNotFound"), SsmOperations.DELETE_PARAMETER, new DeleteParameterRequest(name));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        return Map.of("Type", Values.text(wanted.text("Type")), "Value", Values.text(wanted.text("Value")));
    }

    @Override
    public Actual current(String name, Wanted wanted, Aws aws) {
        return aws.unless(
                        Set.of("ParameterNotFound"),
                        SsmOperations.GET_PARAMETER,
                        GetParameterRequest.builder().name(name).build())
                .flatMap(answer -> Optional.ofNullable(answer.parameter()))
                .map(found -> Actual.properties()
                        .text("Type", found.type())
                        .text("Value", found.value())
                        .text("DataType", found.dataType())
                        .tags("Tags", tags(name, aws))
                        .build())
                .orElse(Actual.GONE);
    }
}
