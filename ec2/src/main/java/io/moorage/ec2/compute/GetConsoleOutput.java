package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.GetConsoleOutputRequest;
import io.moorage.awsmodels.ec2.GetConsoleOutputResult;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.instance.InstanceDriver;
import io.moorage.model.ec2.Instance;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the machine wrote to its console, base64, the newest 64 KiB. */
public record GetConsoleOutput(Ec2 ec2, InstanceDriver driver)
        implements Action<GetConsoleOutputRequest, GetConsoleOutputResult> {
    @Override
    public Operation<GetConsoleOutputRequest, GetConsoleOutputResult> operation() {
        return Ec2Operations.GET_CONSOLE_OUTPUT;
    }

    @Override
    public GetConsoleOutputResult handle(GetConsoleOutputRequest input, RequestContext context) {
        Instance instance = Resource.INSTANCE.require(ec2.view(), Ec2Errors.required(input.instanceId(), "InstanceId"));
        Ec2Errors.refuseDryRun(input.dryRun());
        return GetConsoleOutputResult.builder()
                .instanceId(instance.id())
                .timestamp(context.now())
                .output(Base64.getEncoder()
                        .encodeToString(driver.console(instance.id()).getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
