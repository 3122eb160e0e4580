package io.moorage.ssm.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.AddTagsToResourceRequest;
import io.moorage.awsmodels.ssm.DeleteParameterRequest;
import io.moorage.awsmodels.ssm.DeleteParametersRequest;
import io.moorage.awsmodels.ssm.DescribeParametersRequest;
import io.moorage.awsmodels.ssm.GetParameterRequest;
import io.moorage.awsmodels.ssm.GetParametersByPathRequest;
import io.moorage.awsmodels.ssm.GetParametersRequest;
import io.moorage.awsmodels.ssm.ListTagsForResourceRequest;
import io.moorage.awsmodels.ssm.Parameter;
import io.moorage.awsmodels.ssm.ParameterMetadata;
import io.moorage.awsmodels.ssm.ParameterStringFilter;
import io.moorage.awsmodels.ssm.PutParameterRequest;
import io.moorage.awsmodels.ssm.RemoveTagsFromResourceRequest;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.awsmodels.ssm.Tag;
import io.moorage.ssm.PublicParameters;
import io.moorage.store.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Parameters put, found and deleted (Systems Manager API reference). */
class SsmActionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final String VALIDATION = "ValidationException";
    private static final String UNSUPPORTED = "UnsupportedOperationException";
    private static final String ARN = "arn:aws:ssm:us-east-1:123456789012:parameter";

    private final MemoryStore store = new MemoryStore();
    private final List<Action<?, ?>> actions =
            SsmActions.all(store, new PublicParameters("ami-1", "moorage-ecs-optimized", NOW));

    @Test
    void aParameterIsPutOverwrittenAndFoundByNameVersionAndArn() {
        assertThat(put("/app/db", each -> each.description("d"))).isEqualTo(1);
        refused("ParameterAlreadyExists", "set the overwrite option", () -> put("/app/db", each -> each));
        assertThat(put("/app/db", each -> each.overwrite(true).value("w").type(null)))
                .isEqualTo(2);
        Parameter found = get("/app/db");
        assertThat(found.value()).isEqualTo("w");
        assertThat(found.arn()).isEqualTo(ARN + "/app/db");
        assertThat(get("/app/db:2").value()).isEqualTo("w");
        assertThat(get(ARN + "/app/db").value()).isEqualTo("w");
        refused("ParameterVersionNotFound", "could not find version 1", () -> get("/app/db:1"));
        put("word", each -> each);
        assertThat(get(ARN + "/word").value()).isEqualTo("v");
        assertThat(get("word").arn()).isEqualTo(ARN + "/word");
        refused("ParameterNotFound", "Parameter /no not found.", () -> get("/no"));
        var both = call(
                SsmOperations.GET_PARAMETERS,
                GetParametersRequest.builder().names(List.of("/no", "/app/db")).build());
        assertThat(both.parameters()).extracting(Parameter::name).containsExactly("/app/db");
        assertThat(both.invalidParameters()).containsExactly("/no");
    }

    @Test
    void parametersThatCannotBe() {
        refused(VALIDATION, "letters, digits", () -> put("a b", each -> each));
        refused(VALIDATION, "fully qualified", () -> put("a/b", each -> each));
        refused(VALIDATION, "reserved parameter name", () -> put("/aws/service/x", each -> each));
        refused(VALIDATION, "reserved parameter name", () -> put("ssm-x", each -> each));
        refused("HierarchyLevelLimitExceededException", "15 levels", () -> put("/a".repeat(16), each -> each));
        refused(VALIDATION, "type is required", () -> put("a", each -> each.type(null)));
        refused(UNSUPPORTED, "SecureString", () -> put("a", each -> each.type("SecureString")));
        refused(UNSUPPORTED, "advanced", () -> put("a", each -> each.tier("Advanced")));
        refused(UNSUPPORTED, "data type", () -> put("a", each -> each.dataType("aws:ssm:integration")));
        refused(VALIDATION, "at least one character", () -> put("a", each -> each.value("")));
        refused(VALIDATION, "4096", () -> put("a", each -> each.value("x".repeat(4097))));
        refused(
                "ParameterPatternMismatchException",
                "[0-9]+$",
                () -> put("a", each -> each.allowedPattern("^[0-9]+$")));
        refused(
                "InvalidAllowedPatternException",
                "no regular expression",
                () -> put("a", each -> each.allowedPattern("(")));
        refused(
                VALIDATION,
                "tags and overwrite",
                () -> put("a", each -> each.overwrite(true).tags(tags("k", "v"))));
        put("a", each -> each);
        refused(
                VALIDATION,
                "type cannot be changed",
                () -> put("a", each -> each.overwrite(true).type("StringList")));
    }

    @Test
    void whatIsBelowAPath() {
        put("/app/a", each -> each);
        put("/app/b/c", each -> each);
        put("/application", each -> each);
        assertThat(below("/app", false)).containsExactly("/app/a");
        assertThat(below("/app/", true)).containsExactly("/app/a", "/app/b/c");
        refused(VALIDATION, "begin with a slash", () -> below("app", false));
        assertThat(described("Path", "Recursive", "/app")).containsExactly("/app/a", "/app/b/c");
        assertThat(described("Name", "BeginsWith", "/app")).hasSize(3);
        assertThat(described("Type", null, "StringList")).isEmpty();
        refused("InvalidFilterKey", "Name, Type and Path", () -> described("Tier", null, "x"));
        refused("InvalidFilterOption", "Near", () -> described("Name", "Near", "x"));
    }

    /** Systems Manager user guide, "Calling AMI public parameters"; ECS developer guide, "Retrieving AMI metadata". */
    @Test
    void publicParametersNameTheImage() {
        assertThat(get("/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id")
                        .value())
                .isEqualTo("ami-1");
        Parameter linux = get("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64");
        assertThat(linux.value()).isEqualTo("ami-1");
        assertThat(linux.dataType()).isEqualTo("aws:ec2:image");
        assertThat(linux.arn()).startsWith("arn:aws:ssm:us-east-1::parameter/aws/service/");
        assertThat(get("/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended")
                        .value())
                .contains("\"image_id\":\"ami-1\"");
        assertThat(below("/aws/service/ami-amazon-linux-latest", false)).hasSize(7);
        refused(
                "ParameterNotFound",
                "arm64",
                () -> get("/aws/service/ecs/optimized-ami/amazon-linux-2/arm64/recommended"));
    }

    @Test
    void deletion() {
        put("a", each -> each);
        put("b", each -> each);
        call(
                SsmOperations.DELETE_PARAMETER,
                DeleteParameterRequest.builder().name("a").build());
        refused(
                "ParameterNotFound",
                "a",
                () -> call(
                        SsmOperations.DELETE_PARAMETER,
                        DeleteParameterRequest.builder().name("a").build()));
        var both = call(
                SsmOperations.DELETE_PARAMETERS,
                DeleteParametersRequest.builder().names(List.of("a", "b")).build());
        assertThat(both.deletedParameters()).containsExactly("b");
        assertThat(both.invalidParameters()).containsExactly("a");
    }

    @Test
    void tagsOfParameters() {
        put("a", each -> each.tags(tags("k", "v")));
        call(
                SsmOperations.ADD_TAGS_TO_RESOURCE,
                AddTagsToResourceRequest.builder()
                        .resourceType("Parameter")
                        .resourceId("a")
                        .tags(tags("l", "w"))
                        .build());
        call(
                SsmOperations.REMOVE_TAGS_FROM_RESOURCE,
                RemoveTagsFromResourceRequest.builder()
                        .resourceType("Parameter")
                        .resourceId("a")
                        .tagKeys(List.of("k"))
                        .build());
        assertThat(listTags("Parameter", "a")).isEqualTo(tags("l", "w"));
        refused("InvalidResourceId", "\"b\"", () -> listTags("Parameter", "b"));
        refused(UNSUPPORTED, "tags of a Document", () -> listTags("Document", "a"));
    }

    /** Service Authorization Reference, "Actions, resources, and condition keys for AWS Systems Manager". */
    @Test
    void permissionsAreByParameter() {
        Action<GetParameterRequest, ?> action = action(SsmOperations.GET_PARAMETER);
        assertThat(action.operation().iamAction()).isEqualTo("ssm:GetParameter");
        assertThat(action.resources(GetParameterRequest.builder().name("word").build(), context()))
                .containsExactly(ARN + "/word");
        assertThat(action.resources(
                        GetParameterRequest.builder().name(ARN + "/a/b:3").build(), context()))
                .containsExactly(ARN + "/a/b");
        PutParameterRequest put = request("/a", each -> each.tags(tags("k", "v")));
        assertThat(action(SsmOperations.PUT_PARAMETER).conditions(put, context()))
                .isEqualTo(Map.of(
                        "ssm:Overwrite", List.of("false"),
                        "aws:RequestTag/k", List.of("v"),
                        "aws:TagKeys", List.of("k")));
    }

    private static List<Tag> tags(String key, String value) {
        return List.of(Tag.builder().key(key).value(value).build());
    }

    private static PutParameterRequest request(String name, UnaryOperator<PutParameterRequest.Builder> change) {
        return change.apply(PutParameterRequest.builder().name(name).value("v").type("String"))
                .build();
    }

    private long put(String name, UnaryOperator<PutParameterRequest.Builder> change) {
        return Objects.requireNonNull(
                call(SsmOperations.PUT_PARAMETER, request(name, change)).version());
    }

    private Parameter get(String name) {
        return Objects.requireNonNull(call(
                        SsmOperations.GET_PARAMETER,
                        GetParameterRequest.builder().name(name).build())
                .parameter());
    }

    private List<String> below(String path, boolean recursive) {
        return call(
                        SsmOperations.GET_PARAMETERS_BY_PATH,
                        GetParametersByPathRequest.builder()
                                .path(path)
                                .recursive(recursive)
                                .build())
                .parameters()
                .stream()
                .map(each -> String.valueOf(each.name()))
                .toList();
    }

    private List<String> described(String key, @Nullable String option, String value) {
        return call(
                        SsmOperations.DESCRIBE_PARAMETERS,
                        DescribeParametersRequest.builder()
                                .parameterFilters(List.of(ParameterStringFilter.builder()
                                        .key(key)
                                        .option(option)
                                        .values(List.of(value))
                                        .build()))
                                .build())
                .parameters()
                .stream()
                .map(ParameterMetadata::name)
                .map(String::valueOf)
                .toList();
    }

    private List<Tag> listTags(String type, String id) {
        return call(
                        SsmOperations.LIST_TAGS_FOR_RESOURCE,
                        ListTagsForResourceRequest.builder()
                                .resourceType(type)
                                .resourceId(id)
                                .build())
                .tagList();
    }

    private void refused(String code, String message, Runnable call) {
        long before = store.view().revision();
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.getMessage()).contains(message);
        });
        assertThat(store.view().revision()).as("nothing is written").isEqualTo(before);
    }

    private <I, O> O call(Operation<I, O> operation, I input) {
        return action(operation).handle(input, context());
    }

    @SuppressWarnings("unchecked") // the action's operation is this one, which carries its types
    private <I, O> Action<I, O> action(Operation<I, O> operation) {
        return (Action<I, O>) actions.stream()
                .filter(each -> each.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    private static RequestContext context() {
        return new RequestContext(
                Principal.root("123456789012"), "123456789012", "us-east-1", "r-1", "127.0.0.1", false, NOW);
    }
}
