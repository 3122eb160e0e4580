package io.moorage.model.efs;

/** The ARNs of EFS's resources (EFS user guide, "Resource-level permissions"). */
public record EfsArns(String region, String accountId) {
    public String fileSystem(String id) {
        return of("file-system", id);
    }

    public String accessPoint(String id) {
        return of("access-point", id);
    }

    private String of(String kind, String id) {
        return "arn:aws:elasticfilesystem:" + region + ":" + accountId + ":" + kind + "/" + id;
    }
}
