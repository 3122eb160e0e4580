package io.moorage.model.efs;

/**
 * Who may use a file system and how; without one, every client of its network may (EFS user guide, "Using IAM to control
 * file system data access").
 *
 * @param fileSystemId its key
 * @param document as it was given: a resource policy that was found well-formed
 */
public record FileSystemPolicy(String fileSystemId, String document) {}
