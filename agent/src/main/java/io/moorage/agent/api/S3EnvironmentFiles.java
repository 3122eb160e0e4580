package io.moorage.agent.api;

import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.task.EnvironmentFiles;
import io.moorage.agent.task.Secrets;
import io.moorage.agentwire.acs.EnvironmentFilePayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Environment files that are objects of S3 (ECS developer guide, "Pass environment variables to an Amazon ECS container"). */
public final class S3EnvironmentFiles implements EnvironmentFiles {
    private static final String ARN = ":s3:::";

    private final Apis apis;
    private final TaskCredentials credentials;

    public S3EnvironmentFiles(Apis apis, TaskCredentials credentials) {
        this.apis = apis;
        this.credentials = credentials;
    }

    @Override
    public Map<String, Map<String, String>> read(TaskPayload task) throws Secrets.Refused, IOException {
        List<String> arns = task.containers().stream()
                .flatMap(container -> container.environmentFiles().stream())
                .map(EnvironmentFilePayload::value)
                .distinct()
                .toList();
        S3Api api = apis.objects(() -> credentials.executionRole(task));
        Map<String, Map<String, String>> files = new HashMap<>();
        for (String arn : arns) {
            files.put(arn, EnvironmentFiles.parse(content(api, arn)));
        }
        return files;
    }

    private static String content(S3Api api, String arn) throws Secrets.Refused, IOException {
        int start = arn.indexOf(ARN) + ARN.length();
        int slash = arn.indexOf('/', start);
        String bucket = arn.substring(start, slash);
        String key = arn.substring(slash + 1);
        try {
            return new String(api.getObject(bucket, key), StandardCharsets.UTF_8);
        } catch (S3Api.Refused e) {
            throw new Secrets.Refused(
                    "ResourceInitializationError: failed to download env files: unable to download env"
                            + " file with key " + key + " from bucket " + bucket + ": " + e.getMessage());
        }
    }
}
