package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.PutAccountSettingRequest;
import io.moorage.awsmodels.ecs.PutAccountSettingResponse;
import io.moorage.awsmodels.ecs.Setting;
import io.moorage.ecs.EcsErrors;

/** {@code API_PutAccountSetting}: accepted when it says what is so already; what Moorage cannot change is refused. */
public final class PutAccountSetting implements Action<PutAccountSettingRequest, PutAccountSettingResponse> {
    @Override
    public Operation<PutAccountSettingRequest, PutAccountSettingResponse> operation() {
        return EcsOperations.PUT_ACCOUNT_SETTING;
    }

    @Override
    public PutAccountSettingResponse handle(PutAccountSettingRequest request, RequestContext context) {
        String fixed = AccountSettings.all().get(request.name());
        if (fixed == null) {
            throw EcsErrors.invalid("Invalid account setting: " + request.name());
        }
        if (!fixed.equals(request.value())) {
            throw EcsErrors.unsupported("The account setting " + request.name() + "=" + request.value());
        }
        return new PutAccountSettingResponse(
                new Setting(request.name(), fixed, context.principal().arn(), "user"));
    }
}
