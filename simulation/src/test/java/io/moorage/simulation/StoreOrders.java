package io.moorage.simulation;

import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LaunchSource;
import io.moorage.model.autoscaling.LaunchedFrom;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.ComparisonOperator;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskContainer;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What other services, which are no part of a simulation, would write. */
record StoreOrders(Simulation simulation) {
    /** CloudWatch finds an alarm in a state; one period of a minute. */
    void alarm(String name, String state) {
        Instant now = simulation.now();
        simulation.store().transact(tx -> {
            tx.put(
                    CloudWatchTables.ALARMS,
                    new MetricAlarm(
                            name,
                            "arn:aws:cloudwatch:us-east-1:123456789012:alarm:" + name,
                            Optional.empty(),
                            List.of(),
                            false,
                            60,
                            new MetricAlarm.Condition(
                                    ComparisonOperator.GREATER_THAN_THRESHOLD,
                                    1,
                                    1,
                                    Optional.empty(),
                                    Optional.empty()),
                            new MetricAlarm.Actions(true, List.of(), List.of(), List.of()),
                            now,
                            new MetricAlarm.Status(AlarmState.valueOf(state), "", Optional.empty(), now, now),
                            Map.of()));
            return name;
        });
    }

    /** An agent reports what a task's containers' health checks say. */
    void health(String taskArn, String status) {
        simulation.store().transact(tx -> {
            Task task = tx.find(EcsTables.TASKS, taskArn).orElseThrow();
            List<TaskContainer> containers = task.containers().stream()
                    .map(each -> each.withHealth(status))
                    .toList();
            tx.update(EcsTables.TASKS, task.withContainers(containers));
            return task;
        });
    }

    /** A subnet of sixteen addresses, five of which are EC2's, with the default group of its VPC. */
    void subnet(String id, String zone, String cidr) {
        simulation.store().transact(tx -> {
            tx.put(
                    Ec2Tables.SUBNETS,
                    new Subnet(id, "vpc-1", Cidr.of(cidr).orElseThrow(), zone, zone, false, false, 0, Map.of()));
            tx.put(
                    Ec2Tables.SECURITY_GROUPS,
                    new SecurityGroup(
                            "sg-1", SecurityGroup.DEFAULT_NAME, "default", "vpc-1", List.of(), List.of(), Map.of()));
            return id;
        });
    }

    /** An Auto Scaling group. */
    void group(String name) {
        simulation.store().transact(tx -> {
            AutoScalingGroup.Settings settings = new AutoScalingGroup.Settings(
                    new LaunchSource.Configuration("lc"),
                    0,
                    10,
                    300,
                    List.of("us-east-1a"),
                    List.of(),
                    "EC2",
                    0,
                    List.of("Default"),
                    false,
                    Optional.empty());
            tx.put(
                    AutoScalingTables.GROUPS,
                    new AutoScalingGroup(
                            name,
                            "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0:autoScalingGroupName/"
                                    + name,
                            simulation.now(),
                            settings,
                            0,
                            Map.of(),
                            Map.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            false));
            return name;
        });
    }

    /** An instance is the group's. */
    void member(String ec2InstanceId, String group) {
        simulation.store().transact(tx -> {
            tx.put(
                    AutoScalingTables.INSTANCES,
                    new GroupInstance(
                            ec2InstanceId,
                            group,
                            Optional.of(ec2InstanceId),
                            LifecycleState.IN_SERVICE,
                            "us-east-1a",
                            Optional.empty(),
                            new LaunchedFrom(new LaunchSource.Configuration("lc"), "t3.micro", Instant.EPOCH),
                            true,
                            false,
                            false,
                            Optional.empty(),
                            simulation.now(),
                            List.of()));
            return group;
        });
    }
}
