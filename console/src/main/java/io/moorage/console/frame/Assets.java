package io.moorage.console.frame;

import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The style sheet, the scripts and the icon; named with their content's hash, so that a browser keeps them for good. */
public final class Assets {
    private static final List<String> NAMES = List.of(
            "console.css",
            "console.js",
            "wizard.js",
            "icon.svg",
            "search.svg",
            "fonts/roboto-400.woff2",
            "fonts/roboto-500.woff2",
            "fonts/roboto-mono-400.woff2",
            "terminal.js",
            "live.js",
            "patch.js",
            "files.js",
            "xterm/xterm.js",
            "xterm/xterm.css",
            "xterm/addon-canvas.js",
            "xterm/addon-fit.js");

    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, byte[]> packed = new HashMap<>();
    private final String version;

    public Assets() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : NAMES) {
                byte[] file = read(name);
                digest.update(file);
                files.put(name, file);
                if (!name.endsWith(".woff2")) {
                    packed.put(name, Packing.gzip(file));
                }
            }
            this.version = HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Where a page finds it. */
    public String href(String name) {
        return Links.ROOT + "assets/" + version + "/" + name;
    }

    /** @param path below {@code assets/} */
    public Optional<HttpAnswer> answer(String path, HttpRequest request) {
        String name = path.substring(path.indexOf('/') + 1);
        boolean gzip = packed.containsKey(name) && Packing.isWelcome(request);
        return Optional.ofNullable(gzip ? packed.get(name) : files.get(name))
                .map(file -> new HttpAnswer(200, headers(name, gzip), file));
    }

    private static Map<String, String> headers(String name, boolean gzip) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type", type(name),
                "Cache-Control", "public, max-age=31536000, immutable",
                "Vary", "Accept-Encoding",
                "X-Content-Type-Options", "nosniff"));
        if (gzip) {
            headers.put("Content-Encoding", "gzip");
        }
        return headers;
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            case ".woff2" -> "font/woff2";
            default -> "image/svg+xml";
        };
    }

    private static byte[] read(String name) {
        try (InputStream file = Assets.class.getResourceAsStream("/io/moorage/console/assets/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the console's jar lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
