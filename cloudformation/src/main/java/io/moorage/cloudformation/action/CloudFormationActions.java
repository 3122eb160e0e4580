package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Calls;
import io.moorage.cloudformation.engine.Account;
import io.moorage.cloudformation.engine.ResourceCalls;
import io.moorage.cloudformation.engine.Templates;
import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.store.Store;
import java.util.List;
import java.util.random.RandomGenerator;

/** Every action. */
public final class CloudFormationActions {
    private CloudFormationActions() {}

    public static List<Action<?, ?>> all(
            Store store,
            Account account,
            ResourceTypes types,
            Templates templates,
            TemplateSource source,
            Calls calls,
            ResourceCalls resourceCalls,
            RandomGenerator random) {
        Cfn cfn = new Cfn(store, account, types, templates, source, calls, resourceCalls, random);
        return List.of(
                new CancelUpdateStack(cfn),
                new ContinueUpdateRollback(cfn),
                new CreateChangeSet(cfn),
                new CreateStack(cfn),
                new DeleteChangeSet(cfn),
                new DeleteStack(cfn),
                new DescribeChangeSet(cfn),
                new DescribeStackDriftDetectionStatus(cfn),
                new DescribeStackEvents(cfn),
                new DescribeStackResource(cfn),
                new DescribeStackResourceDrifts(cfn),
                new DescribeStackResources(cfn),
                new DescribeStacks(cfn),
                new DetectStackDrift(cfn),
                new DetectStackResourceDrift(cfn),
                new ExecuteChangeSet(cfn),
                new GetStackPolicy(cfn),
                new GetTemplate(cfn),
                new GetTemplateSummary(cfn),
                new ListChangeSets(cfn),
                new ListExports(cfn),
                new ListImports(cfn),
                new ListStackResources(cfn),
                new ListStacks(cfn),
                new SetStackPolicy(cfn),
                new SignalResource(cfn),
                new UpdateStack(cfn),
                new UpdateTerminationProtection(cfn),
                new ValidateTemplate(cfn));
    }
}
