package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.PutAccountSettingDefaultRequest;
import io.moorage.awsmodels.ecs.PutAccountSettingDefaultResponse;
import io.moorage.model.ecs.AccountSetting;
import io.moorage.store.EcsTables;

/** {@code API_PutAccountSettingDefault}: of all who have none of their own. */
public final class PutAccountSettingDefault
        implements Action<PutAccountSettingDefaultRequest, PutAccountSettingDefaultResponse> {
    private final Ecs ecs;

    public PutAccountSettingDefault(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<PutAccountSettingDefaultRequest, PutAccountSettingDefaultResponse> operation() {
        return EcsOperations.PUT_ACCOUNT_SETTING_DEFAULT;
    }

    @Override
    public PutAccountSettingDefaultResponse handle(PutAccountSettingDefaultRequest request, RequestContext context) {
        AccountSetting setting = AccountSettings.read(AccountSettings.root(context), request.name(), request.value());
        ecs.store().transact(tx -> {
            tx.put(EcsTables.ACCOUNT_SETTINGS, setting);
            return setting;
        });
        return new PutAccountSettingDefaultResponse(AccountSettings.write(setting));
    }
}
