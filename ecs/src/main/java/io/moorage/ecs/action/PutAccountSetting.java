package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.PutAccountSettingRequest;
import io.moorage.awsmodels.ecs.PutAccountSettingResponse;
import io.moorage.model.ecs.AccountSetting;
import io.moorage.store.EcsTables;

/** {@code API_PutAccountSetting}: of the caller, or of who is named; root's is everybody's who has none. */
public final class PutAccountSetting implements Action<PutAccountSettingRequest, PutAccountSettingResponse> {
    private final Ecs ecs;

    public PutAccountSetting(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<PutAccountSettingRequest, PutAccountSettingResponse> operation() {
        return EcsOperations.PUT_ACCOUNT_SETTING;
    }

    @Override
    public PutAccountSettingResponse handle(PutAccountSettingRequest request, RequestContext context) {
        AccountSettings.requireOwn(context);
        String principal = AccountSettings.principal(context, request.principalArn());
        AccountSetting setting = AccountSettings.read(principal, request.name(), request.value());
        ecs.store().transact(tx -> {
            tx.put(EcsTables.ACCOUNT_SETTINGS, setting);
            return setting;
        });
        return new PutAccountSettingResponse(AccountSettings.write(setting));
    }
}
