package io.moorage.cloudformation.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.iam.AddRoleToInstanceProfileRequest;
import io.moorage.awsmodels.iam.CreateInstanceProfileRequest;
import io.moorage.awsmodels.iam.DeleteInstanceProfileRequest;
import io.moorage.awsmodels.iam.GetInstanceProfileRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.InstanceProfile;
import io.moorage.awsmodels.iam.RemoveRoleFromInstanceProfileRequest;
import io.moorage.awsmodels.iam.Role;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::IAM::InstanceProfile}. */
public final class InstanceProfileType implements ResourceType {
    private static final int LONGEST_NAME = 128;
    private static final Set<String> ABSENT = Set.of("NoSuchEntity");

    private static final Schema SCHEMA = Schema.of("AWS::IAM::InstanceProfile", CreateInstanceProfileRequest.SHAPE)
            .replaced("InstanceProfileName", "Path")
            .property("Roles", new Type.ListType(Type.StringType.ANY, null, false, null, null), Update.IN_PLACE)
            .required("Roles")
            .named("InstanceProfileName")
            .attributes("Arn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        if (wanted.again()
                && find(name, aws)
                        .filter(profile -> IamTags.isOwned(profile.tags(), wanted))
                        .isPresent()) {
            return name;
        }
        aws.call(
                IamOperations.CREATE_INSTANCE_PROFILE,
                CreateInstanceProfileRequest.builder()
                        .instanceProfileName(name)
                        .path(wanted.orNull("Path"))
                        .tags(IamTags.all(wanted))
                        .build());
        return name;
    }

    private static Optional<InstanceProfile> find(String name, Aws aws) {
        return aws.unless(
                        ABSENT,
                        IamOperations.GET_INSTANCE_PROFILE,
                        GetInstanceProfileRequest.builder()
                                .instanceProfileName(name)
                                .build())
                .map(answer -> answer.instanceProfile());
    }

    /** A profile holds one role: another one is taken out first. */
    @Override
    public Progress settle(String name, Wanted wanted, Aws aws) {
        List<String> present = roles(name, aws);
        List<String> roles = wanted.texts("Roles");
        present.stream().filter(role -> !roles.contains(role)).forEach(role -> remove(name, role, aws));
        roles.stream()
                .filter(role -> !present.contains(role))
                .forEach(role -> aws.call(
                        IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE,
                        AddRoleToInstanceProfileRequest.builder()
                                .instanceProfileName(name)
                                .roleName(role)
                                .build()));
        return Progress.DONE;
    }

    private static List<String> roles(String name, Aws aws) {
        return find(name, aws).stream()
                .flatMap(profile -> profile.roles().stream())
                .map(Role::roleName)
                .toList();
    }

    private static void remove(String name, String role, Aws aws) {
        aws.unless(
                ABSENT,
                IamOperations.REMOVE_ROLE_FROM_INSTANCE_PROFILE,
                RemoveRoleFromInstanceProfileRequest.builder()
                        .instanceProfileName(name)
                        .roleName(role)
                        .build());
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        return settle(name, after, aws);
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        roles(name, aws).forEach(role -> remove(name, role, aws));
        aws.unless(
                ABSENT,
                IamOperations.DELETE_INSTANCE_PROFILE,
                DeleteInstanceProfileRequest.builder().instanceProfileName(name).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        return Map.of(
                "Arn", Values.text(find(name, aws).map(InstanceProfile::arn).orElse("")));
    }
}
