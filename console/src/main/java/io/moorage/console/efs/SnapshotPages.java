package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
import io.moorage.console.efs.Storage.Restore;
import io.moorage.console.efs.Storage.Snapshot;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file system as it was at one moment, and putting that back. AWS Backup's part; its permissions are EFS's for it. */
final class SnapshotPages {
    private final Storage storage;

    SnapshotPages(Storage storage) {
        this.storage = storage;
    }

    List<Route> routes() {
        return List.of(
                Route.get("efs/{id}/snapshots", ask -> page(ask, Html.NOTHING)),
                Route.post("efs/{id}/snapshots", ask -> new Need.Held(permission(ask, "Backup")), this::take),
                Route.post(
                        "efs/{id}/snapshots/{snapshot}/restore",
                        ask -> new Need.Held(permission(ask, "Restore")),
                        this::restore),
                Route.post(
                        "efs/{id}/snapshots/{snapshot}/delete",
                        ask -> new Need.Held(permission(ask, "Backup")),
                        this::forget));
    }

    private View.Page page(Ask ask, Html refusal) {
        String id = ask.path("id");
        JsonNode fileSystem = Efs.described(ask);
        List<Snapshot> taken = storage.snapshots().stream()
                .filter(each -> each.fileSystemId().equals(id))
                .sorted(Comparator.comparing(Snapshot::created).reversed())
                .toList();
        List<Restore> restores = storage.restores().stream()
                .filter(each -> each.fileSystemId().equals(id))
                .sorted(Comparator.comparing(Restore::created).reversed())
                .toList();
        Html take = ask.act(Efs.href(id, "snapshots"), "Take a snapshot", "primary");
        Html body = Html.of(
                "{}<p class=\"hint\">A snapshot shows one moment, and takes the space of what changed since the one before. The same in a shell: <code>./moorage fs snapshot {}</code></p>{}{}",
                refusal,
                id,
                Parts.live("snapshots", snapshots(ask).render(taken, ask.query())),
                Parts.live("restores", restores(ask, restores)));
        return Efs.page(ask, fileSystem, "snapshots", take, body, Efs.TOPICS);
    }

    private Listing<Snapshot> snapshots(Ask ask) {
        return new Listing<>(
                "snapshots",
                "Snapshots",
                List.of(
                        Column.of("Snapshot", Snapshot::id, each -> Parts.id(each.id())),
                        Column.of("Shows", each -> moment(each), each -> time(each.moment())),
                        Column.of("State", Snapshot::status, each -> state(each.status(), each.message())),
                        new Column<>(
                                "Size",
                                each -> String.format("%019d", each.bytes()),
                                each -> Html.text(Efs.bytes(each.bytes())),
                                true),
                        Column.of(
                                "Made",
                                each -> each.automatic() ? "daily" : "by hand",
                                each -> Html.text(each.automatic() ? "daily" : "by hand")),
                        Column.buttons(each -> actions(ask, each))),
                Parts.empty(
                        "It has no snapshot.",
                        "Take one before a risky change, or switch automatic backups on under Settings.",
                        Html.NOTHING));
    }

    private static String moment(Snapshot snapshot) {
        return snapshot.moment().map(Instant::toString).orElse("");
    }

    private static Html time(Optional<Instant> moment) {
        return moment.map(each -> Html.of(
                        "<time datetime=\"{}\">{}</time>",
                        each,
                        each.toString().substring(0, 19).replace('T', ' ')))
                .orElse(Html.text("–"));
    }

    private static Html state(String status, Optional<String> message) {
        return Html.of("{} {}", Parts.status(status), message.map(Html::text).orElse(Html.NOTHING));
    }

    private Html actions(Ask ask, Snapshot snapshot) {
        if (!snapshot.status().equals("COMPLETED")) {
            return Html.NOTHING;
        }
        String at = Efs.href(ask.path("id"), "snapshots", snapshot.id());
        return Html.of(
                "<div class=\"row\">{}{}</div>",
                ask.act(at + "/restore", "Restore", ""),
                ask.destroy(
                        "delete-" + snapshot.id(),
                        at + "/delete",
                        "Delete",
                        "Delete the snapshot " + snapshot.id() + "?",
                        List.of("The file system as it was at " + moment(snapshot) + " (" + Efs.bytes(snapshot.bytes())
                                + ") cannot be restored any longer.")));
    }

    private static Html restores(Ask ask, List<Restore> restores) {
        return restores.isEmpty()
                ? Html.NOTHING
                : new Listing<Restore>(
                                "restores",
                                "Restores",
                                List.of(
                                        Column.of("Directory", Restore::directory, SnapshotPages::directory),
                                        Column.of("Snapshot", Restore::snapshotId, each -> Parts.id(each.snapshotId())),
                                        Column.of(
                                                "State", Restore::status, each -> state(each.status(), each.message())),
                                        Column.of(
                                                "Begun",
                                                each -> each.created().toString(),
                                                each -> time(Optional.of(each.created())))),
                                Html.NOTHING)
                        .render(restores, ask.query());
    }

    /** What was put back can be looked into. */
    private static Html directory(Restore restore) {
        return restore.status().equals("COMPLETED")
                ? Parts.linkedId(
                        Efs.href(restore.fileSystemId(), "files")
                                + Parameters.NONE
                                        .with("path", "/" + restore.directory())
                                        .query(),
                        restore.directory())
                : Parts.id(restore.directory());
    }

    private View take(Ask ask) {
        return done(ask, "Backup", "The snapshot is being taken.", () -> storage.snapshot(ask.path("id")));
    }

    private View restore(Ask ask) {
        return done(
                ask,
                "Restore",
                "The snapshot is being restored into a new directory; what is there stays as it is.",
                () -> storage.restore(ask.path("snapshot"), ask.path("id")));
    }

    private View forget(Ask ask) {
        return done(ask, "Backup", "The snapshot is being deleted.", () -> {
            boolean own = storage.snapshots().stream()
                    .anyMatch(each -> each.id().equals(ask.path("snapshot"))
                            && each.fileSystemId().equals(ask.path("id")));
            if (!own) {
                throw new AwsException("Refused", 404, "There is no such snapshot of " + ask.path("id") + ".");
            }
            storage.forget(ask.path("snapshot"));
        });
    }

    /** Service authorization reference, "Amazon Elastic File System": Backup and Restore are permissions without a call. */
    private static Permission permission(Ask ask, String action) {
        String arn = Efs.described(ask).path("FileSystemArn").asText();
        return new Permission(Efs.SIGNING_NAME + ":" + action, List.of(arn), Map.of());
    }

    private View done(Ask ask, String action, String words, Runnable work) {
        try {
            ask.aws().require(Efs.SIGNING_NAME, permission(ask, action));
            work.run();
        } catch (AwsException e) {
            return page(ask, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(Efs.href(ask.path("id"), "snapshots"), words);
    }
}
