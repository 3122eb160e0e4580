package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.base.sigv4.Uri;
import io.moorage.console.efs.Storage.Entry;
import io.moorage.console.efs.Storage.Piece;
import io.moorage.console.efs.Storage.Place;
import io.moorage.console.efs.Storage.Visitor;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Parameters;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is in a file: shown where that is safe, sent as it is, and received in parts. */
final class FileContent {
    private static final int SHOWN_BYTES = 256 * 1024;
    private static final int PART_BYTES = 1 << 20;

    /** Whatever is in a file, it is no page of this console: nothing in it runs, and no browser guesses what it may be. */
    private static final Map<String, String> GUARDED = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; sandbox",
            "X-Content-Type-Options",
            "nosniff",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final Storage storage;

    FileContent(Storage storage) {
        this.storage = storage;
    }

    List<Route> routes() {
        return List.of(
                Route.get("efs/{id}/view", this::view),
                Route.get("efs/{id}/download", this::download),
                Route.get("efs/{id}/image", this::image),
                Route.post("efs/{id}/upload", ask -> Visits.toWrite(ask, Visits.through(ask.form())), this::upload));
    }

    private View view(Ask ask) {
        JsonNode fileSystem = Efs.described(ask);
        Optional<String> through = Visits.through(ask.query());
        String path = Visits.path(ask.query().raw("path"));
        Visitor who = Visits.reading(ask, fileSystem, through);
        Place place = Visits.place(ask, through, path);
        Entry entry = storage.look(who, place);
        if (!entry.isFile()) {
            return new View.GoTo(FilePages.href(ask, "files", through, path), "That is a directory.");
        }
        Piece piece = storage.read(who, place, 0, SHOWN_BYTES);
        Html body = Html.of(
                "<p><a href=\"{}\">← {}</a></p>{}{}",
                FilePages.href(ask, "files", through, Visits.parent(path)),
                Visits.parent(path),
                Parts.facts(List.of(
                        Map.entry("File", Parts.id(path)),
                        Map.entry("Size", Html.text(Efs.bytes(entry.size()))),
                        Map.entry("Permissions", Parts.id(FilePages.permissions(entry))),
                        Map.entry("Owner", Html.text(entry.uid() + ":" + entry.gid())),
                        Map.entry("Modified", FilePages.modified(entry)))),
                shown(ask, through, path, piece));
        Html download = Parts.button(FilePages.href(ask, "download", through, path), "Download", "primary");
        return Efs.page(ask, fileSystem, "files", download, body, List.of());
    }

    private static Html shown(Ask ask, Optional<String> through, String path, Piece piece) {
        if (ImageType.of(piece.bytes()).isPresent()) {
            return Html.of(
                    "<figure class=\"card\"><img class=\"shown\" src=\"{}\" alt=\"{}\"></figure>",
                    FilePages.href(ask, "image", through, path),
                    Visits.name(path));
        }
        Optional<String> text = Utf8.of(piece.bytes(), piece.end());
        if (text.isEmpty()) {
            return Parts.empty(
                    "This is no text.", "Download it to look at it with a program that knows its form.", Html.NOTHING);
        }
        return Html.of(
                "{}<pre class=\"log\" tabindex=\"0\" role=\"region\" aria-label=\"Content\">{}</pre>",
                Html.of("<p class=\"alert\">Only the first 256 KiB are shown.</p>")
                        .when(!piece.end()),
                text.get());
    }

    private View download(Ask ask) {
        Optional<String> through = Visits.through(ask.query());
        String path = Visits.path(ask.query().raw("path"));
        Visitor who = Visits.reading(ask, Efs.described(ask), through);
        Place place = Visits.place(ask, through, path);
        if (!storage.look(who, place).isFile()) {
            throw new AwsException("Refused", 409, path + " is no file, and only files are downloaded.");
        }
        return streamed(
                who,
                place,
                Map.of(
                        "Content-Type",
                        "application/octet-stream",
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''" + Uri.encode(Visits.name(path))));
    }

    /** By what is in it and never by its name; others than these are downloaded only. */
    private View image(Ask ask) {
        Optional<String> through = Visits.through(ask.query());
        Visitor who = Visits.reading(ask, Efs.described(ask), through);
        Place place = Visits.place(ask, through, Visits.path(ask.query().raw("path")));
        String type = ImageType.of(
                        storage.read(who, place, 0, ImageType.LOOKED_AT).bytes())
                .orElseThrow(() -> new AwsException("Refused", 409, place.path() + " is no image that is shown here."));
        return streamed(who, place, Map.of("Content-Type", type));
    }

    private View streamed(Visitor who, Place place, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(GUARDED);
        all.putAll(headers);
        return new View.Raw(new HttpAnswer(200, all, new byte[0], Optional.of(out -> copy(who, place, out))));
    }

    private void copy(Visitor who, Place place, OutputStream out) throws IOException {
        long offset = 0;
        Piece piece;
        do {
            try {
                piece = storage.read(who, place, offset, PART_BYTES);
            } catch (AwsException e) {
                throw new IOException("the rest of " + place.path() + " cannot be read: " + e.getMessage(), e);
            }
            out.write(piece.bytes());
            offset += piece.bytes().length;
        } while (!piece.end() && piece.bytes().length > 0);
    }

    /** A part of a file, in base64; what is refused is a sentence for the script that sends it. */
    private View upload(Ask ask) {
        Parameters form = ask.form();
        try {
            Optional<String> through = Visits.through(form);
            Visitor who = Visits.writing(ask, Efs.described(ask), through);
            String directory = Visits.path(form.raw("path"));
            Place place = Visits.place(ask, through, Visits.child(directory, FilePages.named(form.raw("name"))));
            long offset = Fields.cookie(form.get("offset"));
            if (offset == 0 && form.find("replace").isEmpty()) {
                refusePresent(who, place);
            }
            storage.put(
                    who,
                    place,
                    offset,
                    Base64.getDecoder().decode(form.get("data").getBytes(StandardCharsets.US_ASCII)),
                    form.find("last").isPresent());
            return text(200, "ok");
        } catch (IllegalArgumentException e) {
            return text(400, "The part is not in base64.");
        } catch (AwsException e) {
            return text(e.httpStatus(), e.getMessage());
        }
    }

    private void refusePresent(Visitor who, Place place) {
        Entry found;
        try {
            found = storage.look(who, place);
        } catch (AwsException e) {
            // There is none, or the part that follows is refused for the same reason.
            return;
        }
        throw new AwsException(
                "Refused",
                409,
                "There is a " + (found.isDirectory() ? "directory" : "file")
                        + " of that name. Choose to replace files, or rename yours.");
    }

    private static View text(int status, String words) {
        Map<String, String> all = new HashMap<>(GUARDED);
        all.put("Content-Type", "text/plain; charset=utf-8");
        return new View.Raw(new HttpAnswer(status, all, words.getBytes(StandardCharsets.UTF_8)));
    }
}
