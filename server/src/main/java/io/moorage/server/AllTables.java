package io.moorage.server;

import io.moorage.store.ApplicationAutoScalingTables;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.EfsTables;
import io.moorage.store.ElbTables;
import io.moorage.store.IamTables;
import io.moorage.store.LogsTables;
import io.moorage.store.SharedTables;
import io.moorage.store.SnsTables;
import io.moorage.store.SsmTables;
import io.moorage.store.Table;
import java.util.List;

/** Every table of every service. */
final class AllTables {
    static final List<Table<?>> LIST = List.of(
            SharedTables.FENCES,
            SharedTables.GUARDS,
            SharedTables.FAILOVERS,
            Ec2Tables.VPCS,
            Ec2Tables.SUBNETS,
            Ec2Tables.ROUTE_TABLES,
            Ec2Tables.INTERNET_GATEWAYS,
            Ec2Tables.NAT_GATEWAYS,
            Ec2Tables.ADDRESSES,
            Ec2Tables.SECURITY_GROUPS,
            Ec2Tables.INTERFACES,
            Ec2Tables.KEY_PAIRS,
            Ec2Tables.IMAGES,
            Ec2Tables.INSTANCES,
            Ec2Tables.LAUNCH_TEMPLATES,
            EcsTables.CLUSTERS,
            EcsTables.CONTAINER_INSTANCES,
            EcsTables.TASK_DEFINITIONS,
            EcsTables.TASKS,
            EcsTables.SERVICES,
            EcsTables.SERVICE_DEPLOYMENTS,
            EcsTables.SERVICE_REVISIONS,
            EcsTables.EVENTS,
            EcsTables.WRITERS,
            EcsTables.INSTANCE_MOUNTS,
            EcsTables.AGENT_NUMBERS,
            EcsTables.CAPACITY_PROVIDERS,
            ApplicationAutoScalingTables.TARGETS,
            ApplicationAutoScalingTables.POLICIES,
            ApplicationAutoScalingTables.SCHEDULES,
            ApplicationAutoScalingTables.ACTIVITIES,
            EfsTables.FILE_SYSTEMS,
            EfsTables.MOUNT_TARGETS,
            EfsTables.ACCESS_POINTS,
            EfsTables.POLICIES,
            EfsTables.REPLICATIONS,
            EfsTables.USAGE,
            EfsTables.RECOVERY_POINTS,
            EfsTables.RESTORE_JOBS,
            IamTables.USERS,
            IamTables.GROUPS,
            IamTables.ROLES,
            IamTables.POLICIES,
            IamTables.INSTANCE_PROFILES,
            IamTables.SERVER_CERTIFICATES,
            IamTables.ACCESS_KEYS,
            IamTables.TEMPORARY_CREDENTIALS,
            CloudWatchTables.ALARMS,
            CloudWatchTables.HISTORY,
            CloudWatchTables.ACTIONS,
            SnsTables.TOPICS,
            SnsTables.SUBSCRIPTIONS,
            SnsTables.DELIVERIES,
            CloudFormationTables.STACKS,
            CloudFormationTables.RESOURCES,
            CloudFormationTables.EVENTS,
            CloudFormationTables.SIGNALS,
            CloudFormationTables.CHANGE_SETS,
            CloudFormationTables.DRIFTS,
            LogsTables.GROUPS,
            LogsTables.STREAMS,
            SsmTables.PARAMETERS,
            SsmTables.ACTIVATIONS,
            SsmTables.MANAGED_INSTANCES,
            AutoScalingTables.LAUNCH_CONFIGURATIONS,
            AutoScalingTables.GROUPS,
            AutoScalingTables.INSTANCES,
            AutoScalingTables.ACTIVITIES,
            AutoScalingTables.HOOKS,
            AutoScalingTables.SCHEDULED_ACTIONS,
            AutoScalingTables.POLICIES,
            ElbTables.LOAD_BALANCERS,
            ElbTables.REGISTRATIONS);

    private AllTables() {}
}
