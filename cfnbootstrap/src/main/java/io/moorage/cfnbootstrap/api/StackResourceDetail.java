package io.moorage.cfnbootstrap.api;

/**
 * What CloudFormation tells of one resource ({@code StackResourceDetail}).
 *
 * @param metadata JSON; empty when the resource has none
 */
public record StackResourceDetail(
        String logicalId, String physicalId, String status, String lastUpdated, String metadata) {
    public boolean isInProgress() {
        return status.endsWith("_IN_PROGRESS");
    }

    public boolean isDeleted() {
        return status.equals("DELETE_COMPLETE");
    }
}
