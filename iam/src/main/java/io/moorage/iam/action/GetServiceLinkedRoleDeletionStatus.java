package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeletionTaskFailureReasonType;
import io.moorage.awsmodels.iam.DeletionTaskStatusType;
import io.moorage.awsmodels.iam.GetServiceLinkedRoleDeletionStatusRequest;
import io.moorage.awsmodels.iam.GetServiceLinkedRoleDeletionStatusResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.RoleUsageType;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether a service-linked role was removed, or what of the service needs it. */
final class GetServiceLinkedRoleDeletionStatus
        implements Action<GetServiceLinkedRoleDeletionStatusRequest, GetServiceLinkedRoleDeletionStatusResponse> {
    private final Store store;

    GetServiceLinkedRoleDeletionStatus(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetServiceLinkedRoleDeletionStatusRequest, GetServiceLinkedRoleDeletionStatusResponse>
            operation() {
        return IamOperations.GET_SERVICE_LINKED_ROLE_DELETION_STATUS;
    }

    @Override
    public List<String> resources(GetServiceLinkedRoleDeletionStatusRequest input, RequestContext context) {
        Matcher task = TASK.matcher(input.deletionTaskId());
        return task.matches() ? Holders.ROLES.arn(store.view(), context, task.group(2)) : List.of("*");
    }

    @Override
    public GetServiceLinkedRoleDeletionStatusResponse handle(
            GetServiceLinkedRoleDeletionStatusRequest input, RequestContext context) {
        Matcher task = TASK.matcher(input.deletionTaskId());
        ServiceLinkedRoles kind = (task.matches()
                        ? ServiceLinkedRoles.of(task.group(1))
                        : Optional.<ServiceLinkedRoles>empty())
                .orElseThrow(
                        () -> Refusal.noSuchEntity("Deletion task " + input.deletionTaskId() + " cannot be found."));
        ReadView view = store.view();
        if (view.find(IamTables.ROLES, task.group(2)).isEmpty()) {
            return GetServiceLinkedRoleDeletionStatusResponse.builder()
                    .status(DeletionTaskStatusType.SUCCEEDED)
                    .build();
        }
        return GetServiceLinkedRoleDeletionStatusResponse.builder()
                .status(DeletionTaskStatusType.FAILED)
                .reason(DeletionTaskFailureReasonType.builder()
                        .reason("A service-linked role cannot be deleted while its service has resources that use it.")
                        .roleUsageList(List.of(RoleUsageType.builder()
                                .region(context.region())
                                .resources(kind.inUse(view))
                                .build()))
                        .build())
                .build();
    }

    private static final Pattern TASK = Pattern.compile("task/aws-service-role/([^/]+)/([^/]+)/[^/]+");
}
