package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListAccountSettingsRequest;
import io.moorage.awsmodels.ecs.ListAccountSettingsResponse;
import io.moorage.awsmodels.ecs.Setting;
import java.util.List;

/** {@code API_ListAccountSettings}: always the effective ones. */
public final class ListAccountSettings implements Action<ListAccountSettingsRequest, ListAccountSettingsResponse> {
    @Override
    public Operation<ListAccountSettingsRequest, ListAccountSettingsResponse> operation() {
        return EcsOperations.LIST_ACCOUNT_SETTINGS;
    }

    @Override
    public ListAccountSettingsResponse handle(ListAccountSettingsRequest request, RequestContext context) {
        List<Setting> settings = AccountSettings.all().entrySet().stream()
                .filter(each -> request.name() == null || request.name().equals(each.getKey()))
                .filter(each -> request.value() == null || request.value().equals(each.getValue()))
                .map(each -> new Setting(
                        each.getKey(), each.getValue(), context.principal().arn(), "user"))
                .toList();
        return new ListAccountSettingsResponse(settings, null);
    }
}
