package io.moorage.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS CLI user guide, "Specifying parameter values in the AWS CLI". */
final class CliCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ListClusters    | {}                                            | aws ecs list-clusters",
                "DescribeTasks   | {\"cluster\":\"a\",\"tasks\":[\"t1\",\"t2\"]} | aws ecs describe-tasks --cluster a --tasks t1 t2",
                "UpdateService   | {\"desiredCount\":2,\"forceNewDeployment\":true} | aws ecs update-service --desired-count 2 --force-new-deployment",
                "StopTask        | {\"reason\":\"it's me; rm\"}                  | aws ecs stop-task --reason 'it'\\''s me; rm'",
                "RegisterTaskDefinition | {\"volumes\":[{\"name\":\"v\"}]} | aws ecs register-task-definition --volumes '[{\"name\":\"v\"}]'",
                "StopTask        | {\"reason\":\"-f\",\"cluster\":\"--x\"}        | aws ecs stop-task --reason=-f --cluster=--x",
                "DescribeTasks   | {\"tasks\":[\"a\",\"-b\"]}                     | aws ecs describe-tasks --tasks '[\"a\",\"-b\"]'",
                "UpdateService   | {\"forceNewDeployment\":false}                 | aws ecs update-service --no-force-new-deployment",
                "UpdateService   | {\"enableExecuteCommand\":false}               | aws ecs update-service --disable-execute-command",
                "PutMetricAlarm  | {\"OKActions\":[\"a\"],\"TopicARNs\":[\"b\"]} | aws ecs put-metric-alarm --ok-actions a --topic-arns b",
            })
    void isWhatAShellTakes(String operation, String input, String line) {
        assertThat(new CliCommand("ecs", operation, Aws.parse(input)).line()).isEqualTo(line);
    }
}
