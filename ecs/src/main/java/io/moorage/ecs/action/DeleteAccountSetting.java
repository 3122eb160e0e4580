package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DeleteAccountSettingRequest;
import io.moorage.awsmodels.ecs.DeleteAccountSettingResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.model.ecs.AccountSetting;
import io.moorage.store.EcsTables;

/** {@code API_DeleteAccountSetting}: what holds for the principal then is root's, or AWS's default. Answers with that. */
public final class DeleteAccountSetting implements Action<DeleteAccountSettingRequest, DeleteAccountSettingResponse> {
    private final Ecs ecs;

    public DeleteAccountSetting(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DeleteAccountSettingRequest, DeleteAccountSettingResponse> operation() {
        return EcsOperations.DELETE_ACCOUNT_SETTING;
    }

    @Override
    public DeleteAccountSettingResponse handle(DeleteAccountSettingRequest request, RequestContext context) {
        AccountSettings.requireOwn(context);
        AccountSettings.requireKnown(request.name());
        String principal = AccountSettings.principal(context, request.principalArn());
        String root = AccountSettings.root(context);
        AccountSetting left = ecs.store().transact(tx -> {
            AccountSettings settings = new AccountSettings(tx);
            settings.own(principal, request.name()).ifPresent(own -> tx.delete(EcsTables.ACCOUNT_SETTINGS, own.key()));
            AccountSetting now = settings.effective(principal, root, request.name());
            return new AccountSetting(principal, now.name(), now.value());
        });
        return new DeleteAccountSettingResponse(AccountSettings.write(left));
    }
}
