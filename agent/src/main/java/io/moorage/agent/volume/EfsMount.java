package io.moorage.agent.volume;

import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumePayload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A way of mounting a directory of a file system ({@code API_EFSVolumeConfiguration}). Tasks whose volumes come to the same
 * share one mount; with IAM each task has its own, since the credentials are the task's.
 *
 * @param rootDirectory absolute
 * @param encrypted {@code transitEncryption}
 * @param port {@code transitEncryptionPort}
 * @param credentialsPath where the credentials are, at the agent's address; empty without IAM
 */
record EfsMount(
        String fileSystemId,
        String rootDirectory,
        boolean encrypted,
        Optional<Integer> port,
        Optional<String> accessPointId,
        Optional<String> credentialsPath) {
    private static final int NAME_BYTES = 8;

    static EfsMount of(TaskPayload task, VolumePayload.EfsVolumeConfiguration efs) {
        VolumePayload.AuthorizationConfig authorization = efs.authorizationConfig();
        boolean iam = authorization != null && "ENABLED".equals(authorization.iam());
        String root = efs.rootDirectory() == null || efs.rootDirectory().isEmpty() ? "/" : efs.rootDirectory();
        return new EfsMount(
                efs.fileSystemId(),
                root,
                "ENABLED".equals(efs.transitEncryption()),
                Optional.ofNullable(efs.transitEncryptionPort()),
                Optional.ofNullable(authorization).map(VolumePayload.AuthorizationConfig::accessPointId),
                // Without a task role mount.efs finds the instance's.
                iam ? Optional.of(TaskCredentials.path(task).orElse("")) : Optional.empty());
    }

    /** Of a directory of its own: the same for the same mount, also for a later agent. */
    String directoryName() {
        String root = rootDirectory.equals("/")
                ? ""
                : rootDirectory.replace("_", "__").replace('/', '_');
        return fileSystemId + root + (encrypted ? "-" + digest(options()) : "");
    }

    /** What mount.efs is told; empty when NFS in plain is all. */
    String options() {
        if (!encrypted) {
            return "";
        }
        List<String> options = new ArrayList<>(List.of("tls"));
        port.ifPresent(number -> options.add("tlsport=" + number));
        accessPointId.ifPresent(id -> options.add("accesspoint=" + id));
        credentialsPath.ifPresent(path -> {
            options.add("iam");
            if (!path.isEmpty()) {
                options.add("awscredsuri=" + path);
            }
        });
        return String.join(",", options);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
