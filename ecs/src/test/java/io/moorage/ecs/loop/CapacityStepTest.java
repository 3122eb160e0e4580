package io.moorage.ecs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.Operation;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.EcsTables;
import io.moorage.store.Table;
import io.moorage.store.memory.MemoryStore;
import io.moorage.store.sql.RowCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ECS asks Auto Scaling for, of the group {@code g} of a capacity provider {@code p} that the clusters a and b have. */
class CapacityStepTest {
    private static final Instant BEGUN = Instant.parse("2026-11-22T18:00:00Z");
    private final MemoryStore store = new MemoryStore();
    private final List<String> asked = new ArrayList<>();
    private final CapacityStep step = new CapacityStep(store, new Asked(), "123456789012");

    /** Auto Scaling answers nothing, and does nothing. */
    private final class Asked implements Calls {
        @Override
        public <I, O> O call(Operation<I, O> operation, I input, Principal principal) {
            asked.add(operation.name());
            return answer();
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // nobody looks at it
        private static <O> O answer() {
            return (O) new Object();
        }
    }

    private <T> void put(Table<T> table, String json) {
        T row = new RowCodec().decode(table, "", json.replace('\'', '"'));
        store.transact(tx -> {
            tx.put(table, row);
            return row;
        });
    }

    private void clusters(boolean scaled) {
        put(EcsTables.CLUSTERS, "{'name':'a','arn':'arn:a','status':'ACTIVE','capacityProviders':['p']}");
        put(EcsTables.CLUSTERS, "{'name':'b','arn':'arn:b','status':'ACTIVE','capacityProviders':['p']}");
        put(EcsTables.CAPACITY_PROVIDERS, """
                {'name':'p','arn':'arn:p','status':'ACTIVE','autoScalingGroupArn':'arn:autoScalingGroupName/g',
                'managedScaling':{'enabled':%s,'targetCapacity':100,'minimumScalingStepSize':1,
                'maximumScalingStepSize':10,'instanceWarmupPeriod':300},'managedTerminationProtection':false,
                'managedDraining':true}""".formatted(scaled));
        put(AutoScalingTables.GROUPS, """
                {'name':'g','arn':'arn:autoScalingGroupName/g','created':'2026-11-22T18:00:00Z','desired':1,'settings':
                {'launch':{'@type':'Configuration','name':'lc'},'min':0,'max':2,'zones':['a'],'healthCheckType':'EC2'},
                'tags':{'AmazonECSManaged':{'key':'AmazonECSManaged','value':'','propagates':true}}}""");
        put(AutoScalingTables.HOOKS, """
                {'groupName':'g','name':'ecs-managed-draining-termination-hook','transition':'TERMINATING',
                'heartbeatSeconds':3600,'continues':true}""");
    }

    /** It waits at the hook for an hour, and two days at the most. */
    private void endingInstance() {
        put(AutoScalingTables.INSTANCES, """
                {'key':'k','groupName':'g','instanceId':'i-1','state':'TERMINATING_WAIT','zone':'a','healthy':true,
                'from':{'source':{'@type':'Configuration','name':'lc'},'instanceType':'t3.micro',
                'created':'2026-11-22T18:00:00Z'},'entered':'2026-11-22T18:00:00Z','waits':[
                {'hook':'ecs-managed-draining-termination-hook','token':'t','deadline':'2026-11-22T19:00:00Z',
                'limit':'2026-11-24T18:00:00Z'}]}""");
        put(EcsTables.CONTAINER_INSTANCES, """
                {'arn':'arn:instance','clusterName':'b','ec2InstanceId':'i-1','status':'ACTIVE','presence':'PRESENT',
                'agentConnected':true,'bootId':'','registeredAt':'2026-11-22T18:00:00Z'}""");
        put(EcsTables.TASKS, """
                {'arn':'arn:task','clusterName':'b','containerInstanceArn':'arn:instance','serviceArn':'','group':'',
                'clientToken':'','lastStatus':'RUNNING','desiredStatus':'RUNNING'}""");
    }

    /** "Managed instance draining": the instance ends when its tasks are gone, whichever of its provider's clusters they are of. */
    @Test
    void anInstanceWaitsForItsTasksInEveryCluster() {
        clusters(false);
        endingInstance();
        step.run(BEGUN);
        assertThat(asked).isEmpty();
        assertThat(store.view().find(EcsTables.CONTAINER_INSTANCES, "arn:instance"))
                .hasValueSatisfying(each -> assertThat(each.status().name()).isEqualTo("DRAINING"));
        store.transact(tx -> {
            tx.delete(EcsTables.TASKS, "arn:task");
            return tx;
        });
        step.run(BEGUN);
        assertThat(asked).containsExactly("CompleteLifecycleAction");
    }

    /** "Wait state ... by default one hour": while tasks run the wait goes on, for 48 hours at most ("How lifecycle hooks work"). */
    @Test
    void theHookWaitsForLongTasksUpToItsLimit() {
        clusters(false);
        endingInstance();
        step.run(BEGUN.plus(Duration.ofMinutes(29)));
        assertThat(asked).isEmpty();
        step.run(BEGUN.plus(Duration.ofMinutes(30)));
        assertThat(asked).containsExactly("RecordLifecycleActionHeartbeat");
    }

    /** "ECS creates and manages ... a low metric value CloudWatch alarm, a high metric value CloudWatch alarm, a target tracking scaling policy." */
    @Test
    void alarmsThatAreGoneAreMadeAgain() {
        clusters(true);
        put(EcsTables.CLUSTERS, "{'name':'b','arn':'arn:b','status':'ACTIVE'}");
        put(AutoScalingTables.POLICIES, policy("p"));
        step.run(BEGUN);
        assertThat(asked).containsExactly("PutScalingPolicy");
        asked.clear();
        for (String name : List.of("high", "low")) {
            put(CloudWatchTables.ALARMS, """
                    {'name':'%s','arn':'arn','periodSeconds':60,'condition':{'operator':'GREATER_THAN_THRESHOLD',
                    'threshold':100,'evaluationPeriods':1},'actions':{'enabled':true},
                    'configured':'2026-11-22T18:00:00Z','status':{'state':'OK','reason':'',
                    'updated':'2026-11-22T18:00:00Z','transitioned':'2026-11-22T18:00:00Z'}}""".formatted(name));
        }
        step.run(BEGUN);
        assertThat(asked).isEmpty();
    }

    /** "When you turn off managed scaling or disassociate the capacity provider from a cluster, Amazon ECS removes [them]." */
    @Test
    void thePolicyOfAProviderThatTheGroupHadBeforeGoes() {
        clusters(true);
        put(EcsTables.CLUSTERS, "{'name':'b','arn':'arn:b','status':'ACTIVE'}");
        put(AutoScalingTables.POLICIES, policy("former"));
        step.run(BEGUN);
        assertThat(asked).containsExactly("DeletePolicy", "PutScalingPolicy");
    }

    private static String policy(String provider) {
        return """
                {'groupName':'g','name':'ECSManagedAutoScalingPolicy-%1$s','arn':'arn','enabled':true,'kind':
                {'@type':'TargetTracking','metric':{'namespace':'AWS/ECS/ManagedScaling',
                'name':'CapacityProviderReservation','dimensions':[{'name':'CapacityProviderName','value':'%1$s'},
                {'name':'ClusterName','value':'a'}],'statistic':'Average'},'target':100,'scaleInDisabled':false,
                'warmupSeconds':300},'alarms':['high','low']}""".formatted(provider);
    }
}
