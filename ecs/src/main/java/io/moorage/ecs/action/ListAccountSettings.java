package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListAccountSettingsRequest;
import io.moorage.awsmodels.ecs.ListAccountSettingsResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.Page;
import io.moorage.model.ecs.AccountSetting;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code API_ListAccountSettings}: those that the principal has itself, or all that hold for it. */
public final class ListAccountSettings implements Action<ListAccountSettingsRequest, ListAccountSettingsResponse> {
    /** "up to 10 results"; maxResults "can be between 1 and 10". */
    private static final int PAGE = 10;

    private final Ecs ecs;

    public ListAccountSettings(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<ListAccountSettingsRequest, ListAccountSettingsResponse> operation() {
        return EcsOperations.LIST_ACCOUNT_SETTINGS;
    }

    @Override
    public ListAccountSettingsResponse handle(ListAccountSettingsRequest request, RequestContext context) {
        if (request.value() != null && request.name() == null) {
            throw EcsErrors.invalid("A value can only be given with the name of an account setting.");
        }
        if (request.name() != null) {
            AccountSettings.requireKnown(request.name());
        }
        String principal = AccountSettings.principal(context, request.principalArn());
        boolean effective = request.effectiveSettings() != null && request.effectiveSettings();
        AccountSettings settings = new AccountSettings(ecs.store().view());
        Map<String, AccountSetting> found = AccountSettings.names().stream()
                .filter(name -> request.name() == null || request.name().equals(name))
                .flatMap(name -> effective
                        ? Stream.of(settings.effective(principal, AccountSettings.root(context), name))
                        : settings.own(principal, name).stream())
                .filter(each -> request.value() == null || request.value().equals(each.value()))
                .collect(Collectors.toMap(AccountSetting::name, Function.identity()));
        Page page = Page.of(
                found.keySet().stream().sorted().toList(), request.nextToken(), request.maxResults(), PAGE, PAGE);
        return new ListAccountSettingsResponse(
                page.items().stream()
                        .flatMap(name -> Optional.ofNullable(found.get(name)).stream())
                        .map(AccountSettings::write)
                        .toList(),
                page.nextToken());
    }
}
