package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.efs.Storage.Entry;
import io.moorage.console.efs.Storage.Listed;
import io.moorage.console.efs.Storage.Place;
import io.moorage.console.efs.Storage.Visitor;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a file system, a directory at a time. */
final class FilePages {
    /** Each takes away a thousand names. */
    private static final int MOST_ROUNDS = 50;

    private static final int NAMED = 10;

    private final Storage storage;
    private final Html script;
    private final FileContent content;

    FilePages(Storage storage, Html script) {
        this.storage = storage;
        this.script = script;
        this.content = new FileContent(storage);
    }

    List<Route> routes() {
        return Stream.concat(
                        Stream.of(
                                Route.get("efs/{id}/files", ask -> page(ask, Html.NOTHING)),
                                Route.post("efs/{id}/files/directories", FilePages::need, this::makeDirectory),
                                Route.get("efs/{id}/files/delete", this::confirm),
                                Route.post("efs/{id}/files/delete", FilePages::need, this::remove)),
                        content.routes().stream())
                .toList();
    }

    private static Need need(Ask ask) {
        return Visits.toWrite(ask, Visits.through(ask.query()));
    }

    private View.Page page(Ask ask, Html refusal) {
        JsonNode fileSystem = Efs.described(ask);
        Optional<String> through = Visits.through(ask.query());
        String path = Visits.path(ask.query().raw("path"));
        Html body = Html.of(
                "{}{}{}{}",
                refusal,
                where(ask, through, path),
                Advice.orRefusal(() -> directory(ask, fileSystem, through, path)),
                Html.of(
                        "<p class=\"hint\">Names are listed as a client of your identity sees them. The same in a shell: <code>./moorage fs ls {}:{}</code></p>",
                        ask.path("id"),
                        path));
        return Efs.page(ask, fileSystem, "files", Html.NOTHING, body, List.of());
    }

    private static Html where(Ask ask, Optional<String> through, String path) {
        List<Html> steps = new ArrayList<>();
        steps.add(step(ask, through, "/", ask.path("id")));
        StringBuilder at = new StringBuilder();
        for (String name : path.equals("/") ? new String[0] : path.substring(1).split("/", -1)) {
            at.append('/').append(name);
            steps.add(step(ask, through, at.toString(), name));
        }
        return Html.of(
                "<div class=\"head\"><nav class=\"crumbs\" aria-label=\"Path\"><ol>{}</ol></nav>{}</div>",
                steps,
                Advice.orRefusal(() -> chooser(ask, through)));
    }

    private static Html step(Ask ask, Optional<String> through, String path, String name) {
        return Html.of("<li><a href=\"{}\">{}</a></li>", href(ask, "files", through, path), name);
    }

    static String href(Ask ask, String page, Optional<String> through, String path) {
        Parameters query = Parameters.NONE.with("path", path);
        Parameters all = through.isPresent() ? query.with("through", through.get()) : query;
        return Efs.href(ask.path("id"), page) + all.query();
    }

    private static Html chooser(Ask ask, Optional<String> through) {
        List<Map.Entry<String, String>> choices = new ArrayList<>();
        choices.add(Map.entry("", "The whole file system"));
        for (JsonNode each : Efs.all(
                        ask.aws(), "DescribeAccessPoints", "AccessPoints", in -> in.put("FileSystemId", ask.path("id")))
                .all()) {
            String id = each.path("AccessPointId").asText();
            choices.add(Map.entry(id, id + " " + each.path("Name").asText("")));
        }
        return choices.size() == 1
                ? Html.NOTHING
                : Html.of(
                        "<form method=\"get\" class=\"inline\">{}<button>Go</button></form>",
                        Fields.choice("Through", "through", choices, through.orElse("")));
    }

    private Html directory(Ask ask, JsonNode fileSystem, Optional<String> through, String path) {
        Visitor who = Visits.reading(ask, fileSystem, through);
        long cookie = Fields.cookie(ask.query().get("after"));
        Listed listed = storage.list(who, Visits.place(ask, through, path), cookie);
        List<Entry> entries = listed.entries().stream()
                .sorted(Comparator.comparing((Entry each) -> !each.isDirectory())
                        .thenComparing(Entry::name))
                .toList();
        Html more = listed.next() == 0
                ? Html.NOTHING
                : Html.of(
                        "<p class=\"alert\">This directory has more names than are listed at once. Filter and order are among these. <a href=\"{}&amp;after={}\">The next names</a></p>",
                        href(ask, "files", through, path),
                        listed.next());
        return Html.of(
                "{}{}{}{}",
                listing(ask, through, path).render(entries, ask.query()),
                more,
                forms(ask, through, path),
                script);
    }

    private static Listing<Entry> listing(Ask ask, Optional<String> through, String path) {
        return new Listing<>(
                "files",
                "Names in " + path,
                List.of(
                        Column.of("Name", Entry::name, each -> named(ask, through, path, each)),
                        new Column<>(
                                "Size",
                                each -> String.format(Locale.ROOT, "%019d", each.size()),
                                each -> Html.text(each.isFile() ? Efs.bytes(each.size()) : "–"),
                                true),
                        Column.of("Permissions", FilePages::permissions, each -> Parts.id(permissions(each))),
                        Column.of(
                                "Owner",
                                each -> each.uid() + ":" + each.gid(),
                                each -> Html.text(each.uid() + ":" + each.gid())),
                        Column.of("Modified", each -> each.modified().toString(), FilePages::modified),
                        Column.buttons(each -> actions(ask, through, path, each))),
                Parts.empty("This directory is empty.", "Upload files below, or let a task write here.", Html.NOTHING));
    }

    private static Html named(Ask ask, Optional<String> through, String path, Entry entry) {
        String child = Visits.child(path, entry.name());
        return switch (entry.type()) {
            case "d" -> linked(href(ask, "files", through, child), entry.name() + "/");
            case "-" -> linked(href(ask, "view", through, child), entry.name());
            case "l" -> Html.of("<code>{}</code> → <code>{}</code>", entry.name(), entry.target());
            default -> Parts.id(entry.name());
        };
    }

    /** A name is as long as whoever gave it liked. */
    private static Html linked(String href, String name) {
        return Html.of("<a class=\"name\" href=\"{}\"><code>{}</code></a>", href, name);
    }

    /** As ls(1) writes them, with setuid, setgid and the sticky bit. */
    static String permissions(Entry entry) {
        String all = "rwxrwxrwx";
        String special = "sst";
        StringBuilder text = new StringBuilder(entry.type());
        for (int i = 0; i < all.length(); i++) {
            boolean set = (entry.mode() & (1 << (8 - i))) != 0;
            boolean isSpecial = i % 3 == 2 && (entry.mode() & (0x800 >> (i / 3))) != 0;
            char letter = special.charAt(i / 3);
            text.append(isSpecial ? set ? letter : Character.toUpperCase(letter) : set ? all.charAt(i) : '-');
        }
        return text.toString();
    }

    static Html modified(Entry entry) {
        String at = entry.modified().toString();
        return Html.of(
                "<time datetime=\"{}\">{}</time>", at, at.substring(0, 19).replace('T', ' '));
    }

    private static Html actions(Ask ask, Optional<String> through, String path, Entry entry) {
        String child = Visits.child(path, entry.name());
        Html download = Html.of(
                        "<a href=\"{}\">Download<span class=\"hidden\"> {}</span></a>",
                        href(ask, "download", through, child),
                        entry.name())
                .when(entry.isFile());
        Html delete = ask.leads(
                href(ask, "files/delete", through, child),
                Html.of("Delete<span class=\"hidden\"> {}</span>", entry.name()),
                "danger");
        return Html.of("<div class=\"row\">{}{}</div>", download, delete);
    }

    private static Html forms(Ask ask, Optional<String> through, String path) {
        Html files = Html.of("""
                <h2>Upload</h2><label>Files<input type="file" name="files" multiple required></label>{}
                <div class="row"><button class="primary">Upload</button></div>
                <p class="check-line" role="status" id="upload-state"></p><noscript><p class="hint">Uploading needs scripts; ./moorage fs cp does the same.</p></noscript>""", Fields.check("Replace files of the same name", "", "replace", false));
        String to = Efs.href(ask.path("id"), "upload");
        Html upload = ask.unlessRefused(
                ask.refusalOfSending(to, Parameters.NONE.with("through", through.orElse(""))),
                "card stack",
                files,
                fields -> Html.of(
                        "<form class=\"card stack\" id=\"upload\" data-to=\"{}\" data-path=\"{}\" data-through=\"{}\" data-csrf=\"{}\">{}</form>",
                        to,
                        path,
                        through.orElse(""),
                        ask.csrf(),
                        fields));
        Html directory = ask.form(href(ask, "files/directories", through, path))
                .style("card stack")
                .around(Html.of("""
                        <h2>New directory</h2>
                        <label>Directory name<input name="name" required maxlength="255" autocomplete="off"></label>
                        <div class="row"><button>Create directory</button></div>"""));
        return Html.of("<div class=\"columns\">{}{}</div>", upload, directory);
    }

    private View makeDirectory(Ask ask) {
        Optional<String> through = Visits.through(ask.query());
        String path = Visits.path(ask.query().raw("path"));
        String name = ask.form().raw("name");
        try {
            Visitor who = Visits.writing(ask, Efs.described(ask), through);
            Place place = Visits.place(ask, through, Visits.child(path, named(name)));
            if (isThere(who, place)) {
                throw new AwsException("AlreadyExists", 409, "\"" + name + "\" is there already.");
            }
            storage.makeDirectory(who, place);
        } catch (AwsException e) {
            return page(ask, Advice.of(e)).refused(e.httpStatus());
        }
        return new View.GoTo(href(ask, "files", through, path), "The directory " + name + " was created.");
    }

    private boolean isThere(Visitor who, Place place) {
        try {
            Entry ignored = storage.look(who, place);
            return true;
        } catch (AwsException e) {
            return false;
        }
    }

    /** One name, and not a way. */
    static String named(String name) {
        if (name.isBlank() || name.equals(".") || name.equals("..") || name.contains("/")) {
            throw new AwsException("ValidationException", 400, "\"" + name + "\" is not a name that a file can have.");
        }
        return name;
    }

    private View.Page confirm(Ask ask) {
        JsonNode fileSystem = Efs.described(ask);
        Optional<String> through = Visits.through(ask.query());
        String path = Visits.path(ask.query().raw("path"));
        Visitor who = Visits.reading(ask, fileSystem, through);
        Entry entry = storage.look(who, Visits.place(ask, through, path));
        Html lost = entry.isDirectory()
                ? below(storage.list(who, Visits.place(ask, through, path), 0))
                : Html.of("<p>{} of data are lost for good.</p>", Efs.bytes(entry.size()));
        Html fields = Html.of("""
                <h2>Delete {}?</h2>{}<p>Tasks that use it meet an error. Snapshots keep it.</p>
                <div class="row end"><a class="button quiet" href="{}">Keep it</a><button class="danger solid">Delete</button></div>""", path, lost, href(ask, "files", through, Visits.parent(path)));
        Html body = ask.form(href(ask, "files/delete", through, path))
                .style("card narrow stack")
                .around(fields);
        return Efs.page(ask, fileSystem, "files", Html.NOTHING, body, List.of());
    }

    private static Html below(Listed listed) {
        if (listed.entries().isEmpty()) {
            return Html.of("<p>The directory is empty.</p>");
        }
        String some = String.join(
                ", ", listed.entries().stream().map(Entry::name).limit(NAMED).toList());
        return Html.of(
                "<p>{} names in it, and all below them, are lost for good: {}{}</p>",
                listed.next() == 0
                        ? listed.entries().size()
                        : "More than " + listed.entries().size(),
                some,
                listed.entries().size() > NAMED ? ", …" : ".");
    }

    private View remove(Ask ask) {
        Optional<String> through = Visits.through(ask.query());
        String path = Visits.path(ask.query().raw("path"));
        Visitor who = Visits.writing(ask, Efs.described(ask), through);
        boolean all = false;
        for (int round = 0; round < MOST_ROUNDS && !all; round++) {
            all = storage.remove(who, Visits.place(ask, through, path));
        }
        return new View.GoTo(
                href(ask, "files", through, Visits.parent(path)),
                all
                        ? path + " is deleted."
                        : path + " is so large that not all of it is deleted yet: delete it again.");
    }
}
