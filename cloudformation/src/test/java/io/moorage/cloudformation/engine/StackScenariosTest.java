package io.moorage.cloudformation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.cloudformation.CancelUpdateStackInput;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.ContinueUpdateRollbackInput;
import io.moorage.awsmodels.cloudformation.CreateStackInput;
import io.moorage.awsmodels.cloudformation.SetStackPolicyInput;
import io.moorage.awsmodels.cloudformation.SignalResourceInput;
import io.moorage.model.cloudformation.StackStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CloudFormation user guide, "Stack status codes", "Update behaviors of stack resources" and the attributes of resources. */
final class StackScenariosTest {
    private final StackWorld world = new StackWorld();

    private static String resources(String... entries) {
        return "{\"Resources\":{" + String.join(",", entries).replace('\'', '"') + "}}";
    }

    private static String thing(String id, String properties) {
        return "'" + id + "':{'Type':'Test::Fake::Thing','Properties':{" + properties + "}}";
    }

    private static String thing(String id, String properties, String attributes) {
        return "'" + id + "':{'Type':'Test::Fake::Thing','Properties':{" + properties + "}," + attributes + "}";
    }

    private static String link(String to) {
        return "'Link':{'Ref':'" + to + "'}";
    }

    @Test
    void resourcesAreMadeAfterWhatTheyNeedAndDeletedBeforeIt() {
        world.create("s", resources(thing("B", link("A")), thing("A", "'Size':3")));
        world.run();
        assertThat(world.events())
                .containsExactly(
                        "s CREATE_IN_PROGRESS: User Initiated",
                        "A CREATE_IN_PROGRESS",
                        "A CREATE_IN_PROGRESS: Resource creation Initiated",
                        "A CREATE_COMPLETE",
                        "B CREATE_IN_PROGRESS",
                        "B CREATE_IN_PROGRESS: Resource creation Initiated",
                        "B CREATE_COMPLETE",
                        "s CREATE_COMPLETE");
        world.delete("s");
        world.run();
        assertThat(world.events().subList(8, 14))
                .containsExactly(
                        "s DELETE_IN_PROGRESS: User Initiated",
                        "B DELETE_IN_PROGRESS",
                        "B DELETE_COMPLETE",
                        "A DELETE_IN_PROGRESS",
                        "A DELETE_COMPLETE",
                        "s DELETE_COMPLETE");
        assertThat(world.things.things).isEmpty();
    }

    /** Whoever looks why a stack is not gone yet is told what still uses its resource, once, and can end that. */
    @Test
    void aDeletionThatWaitsSaysForWhat() {
        world.create("s", resources(thing("A", "'Size':3")));
        world.run();
        String id = world.held("s").get("A");
        world.things.things.put(
                "another", new FakeThings.Thing("another", "", Json.parse("{\"Link\":\"" + id + "\"}"), 0));
        world.delete("s");
        world.run();
        String why = "The thing " + id + " is linked to (Status Code: 400; Error Code: DependencyViolation)";
        assertThat(world.events())
                .containsSubsequence(
                        "A DELETE_IN_PROGRESS",
                        "A DELETE_IN_PROGRESS: Waiting: " + why,
                        "A DELETE_FAILED: Resource did not stabilize within 600 seconds: " + why)
                .filteredOn(each -> each.contains("Waiting"))
                .hasSize(1);
        world.things.things.remove("another");
        world.delete("s");
        world.run();
        assertThat(world.status("s")).isEqualTo(StackStatus.DELETE_COMPLETE);
    }

    @Test
    void aCreationThatFailsIsRolledBackToNothing() {
        world.create(
                "s",
                resources(thing("A", "'Size':1"), thing("B", link("A") + ",'Fail':'create'"), thing("C", "'Slow':9")));
        world.run();
        assertThat(world.events())
                .contains(
                        "B CREATE_FAILED: Told to refuse to create (Status Code: 400; Error Code: Refused)",
                        "C CREATE_FAILED: Resource creation cancelled",
                        "s ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [B, C]. Rollback requested by user.")
                .endsWith("s ROLLBACK_COMPLETE");
        assertThat(world.things.things).isEmpty();
        assertThatThrownBy(() -> world.update("s", resources(thing("A", "'Size':1"))))
                .hasMessage(
                        "Stack:" + world.stack("s").id() + " is in ROLLBACK_COMPLETE state and can not be updated.");
    }

    @Test
    void whatFailsIsKeptForTheUserOrGoesWithItsStack() {
        String template = resources(thing("A", "'Size':1"), thing("B", link("A") + ",'Fail':'settle'"));
        world.create(CreateStackInput.builder()
                .stackName("kept")
                .templateBody(template)
                .onFailure("DO_NOTHING")
                .build());
        world.create(CreateStackInput.builder()
                .stackName("gone")
                .templateBody(template)
                .onFailure("DELETE")
                .build());
        world.run();
        assertThat(world.status("kept")).isEqualTo(StackStatus.CREATE_FAILED);
        assertThat(world.status("gone")).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(world.things.things).hasSize(2);
        world.update("kept", resources(thing("A", "'Size':1"), thing("B", link("A"))));
        world.run();
        assertThat(world.status("kept")).isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(world.things.things.keySet())
                .containsExactlyInAnyOrderElementsOf(world.held("kept").values());
    }

    @Test
    void anUpdateChangesInPlaceReplacesAddsAndRemoves() {
        world.create("s", resources(thing("A", "'Size':1"), thing("B", "'Kind':'x'"), thing("C", link("B"))));
        world.run();
        String oldB = world.held("s").get("B");
        world.update("s", resources(thing("A", "'Size':2"), thing("B", "'Kind':'y'"), thing("D", link("B"))));
        world.run();
        assertThat(world.events().subList(11, world.events().size()))
                .containsExactly(
                        "s UPDATE_IN_PROGRESS: User Initiated",
                        "A UPDATE_IN_PROGRESS",
                        "B UPDATE_IN_PROGRESS: Requested update requires the creation of a new physical resource; hence creating one.",
                        "A UPDATE_COMPLETE",
                        "B UPDATE_IN_PROGRESS: Resource creation Initiated",
                        "B UPDATE_COMPLETE",
                        "D CREATE_IN_PROGRESS",
                        "D CREATE_IN_PROGRESS: Resource creation Initiated",
                        "D CREATE_COMPLETE",
                        "s UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        "C DELETE_IN_PROGRESS",
                        "C DELETE_COMPLETE",
                        "B DELETE_IN_PROGRESS",
                        "B DELETE_COMPLETE",
                        "s UPDATE_COMPLETE");
        assertThat(world.things.things.keySet())
                .doesNotContain(oldB)
                .containsExactlyInAnyOrderElementsOf(world.held("s").values());
    }

    @Test
    void anUpdateThatFailsGoesBackToWhatWas() {
        world.create("s", resources(thing("A", "'Size':1"), thing("B", "'Kind':'x'")));
        world.run();
        var before = world.held("s");
        world.update(
                "s",
                resources(
                        thing("A", "'Size':2"),
                        thing("B", "'Kind':'y'"),
                        thing("C", "'Fail':'create'", "'DependsOn':['A','B']")));
        world.run();
        assertThat(world.events())
                .contains("s UPDATE_ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [C].")
                .endsWith("B DELETE_IN_PROGRESS", "B DELETE_COMPLETE", "s UPDATE_ROLLBACK_COMPLETE");
        assertThat(world.held("s")).isEqualTo(before);
        assertThat(world.things.things.keySet()).containsExactlyInAnyOrderElementsOf(before.values());
        assertThat(world.things
                        .thing(before.getOrDefault("A", ""))
                        .properties()
                        .path("Size")
                        .asInt())
                .isEqualTo(1);
        assertThat(world.stack("s").goal().templateBody()).contains("'Size':1".replace('\'', '"'));
    }

    /** "ContinueUpdateRollback": resources to skip are those that cannot be brought back. */
    @Test
    void aRollbackThatFailsIsContinuedWithoutWhatCannotGoBack() {
        world.create("s", resources(thing("A", "'Fail':'update'"), thing("B", "'Size':1")));
        world.run();
        world.update("s", resources(thing("A", "'Size':2"), thing("B", "'Fail':'update'", "'DependsOn':'A'")));
        world.run();
        assertThat(world.status("s")).isEqualTo(StackStatus.UPDATE_ROLLBACK_FAILED);
        world.call(
                CloudformationOperations.CONTINUE_UPDATE_ROLLBACK,
                ContinueUpdateRollbackInput.builder()
                        .stackName("s")
                        .resourcesToSkip(List.of("A"))
                        .build());
        world.run();
        assertThat(world.status("s")).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    }

    @Test
    void anUpdateUnderWayIsCancelled() {
        world.create("s", resources(thing("A", "'Size':1")));
        world.run();
        world.update("s", resources(thing("A", "'Size':2"), thing("B", "'Slow':500")));
        world.step();
        world.step();
        Empty ignored = world.call(
                CloudformationOperations.CANCEL_UPDATE_STACK,
                CancelUpdateStackInput.builder().stackName("s").build());
        world.run();
        assertThat(world.status("s")).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
        assertThat(world.things.things).hasSize(1);
    }

    @Test
    void aStackIsDeletedWhileItIsMade() {
        world.create("s", resources(thing("A", "'Slow':500"), thing("B", link("A"))));
        world.step();
        world.step();
        world.delete("s");
        world.run();
        assertThat(world.status("s")).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(world.things.things).isEmpty();
    }

    @Test
    void whatShallStayStays() {
        world.create(
                "s",
                resources(
                        thing("A", "'Size':1", "'DeletionPolicy':'Retain'"),
                        thing("B", "'Kind':'x'", "'UpdateReplacePolicy':'Retain'")));
        world.run();
        world.update(
                "s",
                resources(
                        thing("A", "'Size':1", "'DeletionPolicy':'Retain'"),
                        thing("B", "'Kind':'y'", "'UpdateReplacePolicy':'Retain'")));
        world.run();
        assertThat(world.events()).contains("B DELETE_SKIPPED");
        world.delete("s");
        world.run();
        assertThat(world.events()).contains("A DELETE_SKIPPED");
        assertThat(world.things.things.values())
                .extracting(each -> each.properties().path("Kind").asText())
                .containsExactlyInAnyOrder("", "x");
    }

    /** DeletionPolicy options: RetainExceptOnCreate. */
    @Test
    void whatIsRetainedExceptOnCreateGoesWithAFailedCreation() {
        world.create(
                "s",
                resources(
                        thing("A", "'Size':1", "'DeletionPolicy':'RetainExceptOnCreate'"),
                        thing("B", "'Fail':'create'", "'DependsOn':'A'")));
        world.run();
        assertThat(world.status("s")).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(world.things.things).isEmpty();
    }

    @Test
    void aDeletionThatFailsSaysOfWhatAndIsTriedAgain() {
        world.create("s", resources(thing("A", "'Size':1"), thing("B", link("A") + ",'Fail':'delete'")));
        world.run();
        world.delete("s");
        world.run();
        assertThat(world.stack("s").reason()).contains("The following resource(s) failed to delete: [A, B]. ");
        assertThat(world.status("s")).isEqualTo(StackStatus.DELETE_FAILED);
    }

    /** "CreationPolicy attribute": as many signals as asked for, in time. */
    @Test
    void aResourceIsCompleteOnItsSignals() {
        String policy = "'CreationPolicy':{'ResourceSignal':{'Count':2,'Timeout':'PT10M'}}";
        world.create("s", resources(thing("A", "'Size':1", policy)));
        for (int i = 0; i < 5; i++) {
            world.step();
        }
        signal("A", "i-1", "SUCCESS");
        world.step();
        assertThat(world.status("s")).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
        assertThatThrownBy(() -> signal("A", "i-1", "SUCCESS")).hasMessageContaining("already exists");
        signal("A", "i-2", "SUCCESS");
        world.run();
        assertThat(world.events())
                .containsSubsequence(
                        "A CREATE_IN_PROGRESS: Resource creation Initiated",
                        "A CREATE_IN_PROGRESS: Received SUCCESS signal with UniqueId i-1",
                        "A CREATE_IN_PROGRESS: Received SUCCESS signal with UniqueId i-2",
                        "A CREATE_COMPLETE",
                        "s CREATE_COMPLETE");
    }

    private void signal(String logicalId, String uniqueId, String status) {
        Empty ignored = world.call(
                CloudformationOperations.SIGNAL_RESOURCE,
                SignalResourceInput.builder()
                        .stackName("s")
                        .logicalResourceId(logicalId)
                        .uniqueId(uniqueId)
                        .status(status)
                        .build());
    }

    @Test
    void signalsThatFailOrDoNotComeFailTheResource() {
        String policy = "'CreationPolicy':{'ResourceSignal':{'Timeout':'PT10M'}}";
        world.create("s", resources(thing("A", "'Size':1", policy)));
        var begun = world.now;
        world.run();
        assertThat(world.events())
                .contains("A CREATE_FAILED: Failed to receive 1 resource signal(s) within the specified duration");
        assertThat(Duration.between(begun, world.now)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));

        world.create("t", resources(thing("A", "'Size':1", policy)));
        for (int i = 0; i < 5; i++) {
            world.step();
        }
        Empty ignored = world.call(
                CloudformationOperations.SIGNAL_RESOURCE,
                SignalResourceInput.builder()
                        .stackName("t")
                        .logicalResourceId("A")
                        .uniqueId("i-1")
                        .status("FAILURE")
                        .build());
        world.run();
        assertThat(world.status("t")).as("%s", world.events()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(world.things.things).isEmpty();
    }

    /** CreateStack, {@code TimeoutInMinutes}. */
    @Test
    void aCreationThatTakesTooLongIsRolledBack() {
        world.create(CreateStackInput.builder()
                .stackName("s")
                .templateBody(resources(thing("A", "'Slow':100000")))
                .timeoutInMinutes(3)
                .build());
        world.run();
        assertThat(world.events())
                .contains(
                        "s ROLLBACK_IN_PROGRESS: Stack creation time exceeded the specified timeout. Rollback requested by user.");
        assertThat(world.status("s")).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
    }

    @Test
    void aNamedResourceIsNotReplacedUnderItsName() {
        world.create("s", resources(thing("A", "'Name':'n','Kind':'x'")));
        world.run();
        world.update("s", resources(thing("A", "'Name':'n','Kind':'y'")));
        world.run();
        assertThat(world.events())
                .contains(
                        "A UPDATE_FAILED: CloudFormation cannot update a stack when a custom-named resource requires replacing."
                                + " Rename n and update the stack again.");
        assertThat(world.status("s")).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    }

    @Test
    void aStackPolicyKeepsUpdatesAway() {
        world.create("s", resources(thing("A", "'Size':1"), thing("B", "'Size':1")));
        world.run();
        Empty ignored = world.call(
                CloudformationOperations.SET_STACK_POLICY,
                SetStackPolicyInput.builder()
                        .stackName("s")
                        .stackPolicyBody("""
                                {"Statement":[{"Effect":"Allow","Action":"Update:*","Principal":"*","Resource":"*"},
                                {"Effect":"Deny","Action":"Update:*","Principal":"*","Resource":"LogicalResourceId/A"}]}""")
                        .build());
        world.update("s", resources(thing("A", "'Size':1"), thing("B", "'Size':2")));
        world.run();
        assertThat(world.status("s")).isEqualTo(StackStatus.UPDATE_COMPLETE);
        world.update("s", resources(thing("A", "'Size':2"), thing("B", "'Size':2")));
        world.run();
        assertThat(world.events())
                .contains(
                        "A UPDATE_FAILED: Action denied by stack policy: Statement [#2] does not allow [Update:Modify]"
                                + " for resource [A]");
        assertThat(world.status("s")).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    }

    @Test
    void whatIsImportedStaysExported() {
        world.create("a", resources(thing("A", "'Size':1")).replaceFirst("}$", outputs("A", "shared")));
        world.run();
        world.create("b", resources(thing("B", "'Link':{'Fn::ImportValue':'shared'}")));
        world.run();
        assertThat(world.status("b")).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThatThrownBy(() -> world.delete("a")).hasMessage("Export shared cannot be deleted as it is in use by b");
        world.update("a", resources(thing("A", "'Size':1")));
        world.run();
        assertThat(world.stack("a").reason().isPresent() || world.status("a") == StackStatus.UPDATE_ROLLBACK_COMPLETE)
                .isTrue();
        assertThat(world.events())
                .contains("a UPDATE_ROLLBACK_IN_PROGRESS: Export shared cannot be deleted as it is in use by b");
    }

    private static String outputs(String logicalId, String export) {
        return ",\"Outputs\":{\"O\":{\"Value\":{\"Ref\":\"" + logicalId + "\"},\"Export\":{\"Name\":\"" + export
                + "\"}}}}";
    }
}
