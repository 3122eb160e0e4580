package io.moorage.awsmodels.generator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes one package per service under the directory given as the only argument.
 *
 * <p>What is generated is decided by two kinds of resource: {@code operations/<service>.txt}, one operation per line,
 * and {@code overlay/<service>.json}, C2J members and shapes that the models do not have.
 */
public final class Main {
    private static final List<ServiceSource> SERVICES = List.of(
            new ServiceSource("ecs", "models/ecs-2014-11-13-model.json"),
            new ServiceSource("efs", "models/elasticfilesystem-2015-02-01-model.json"),
            new ServiceSource("ec2", "models/ec2-2016-11-15-model.json"),
            new ServiceSource("elb", "models/elasticloadbalancing-2012-06-01-model.json"),
            new ServiceSource("iam", "models/iam-2010-05-08-model.json"),
            new ServiceSource("autoscaling", "models/autoscaling-2011-01-01-model.json"),
            new ServiceSource("applicationautoscaling", "models/application-autoscaling-2016-02-06-model.json"),
            new ServiceSource("cloudwatch", "models/monitoring-2010-08-01-model.json"),
            new ServiceSource("sns", "models/sns-2010-03-31-model.json"),
            new ServiceSource("ssm", "models/ssm-2014-11-06-model.json"),
            new ServiceSource("logs", "models/logs-2014-03-28-model.json"),
            new ServiceSource("sts", "models/sts-2011-06-15-model.json"),
            new ServiceSource("cloudformation", "models/cloudformation-2010-05-15-model.json"));

    private Main() {}

    /** A service of Moorage's and the model it comes from. */
    private record ServiceSource(String name, String model) {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        for (ServiceSource service : SERVICES) {
            C2jModel model = C2jModel.load(service.name(), service.model());
            new PackageWriter(model, root).write();
        }
    }
}
