package io.moorage.console.frame;

import io.moorage.console.frame.View.Crumb;
import io.moorage.console.frame.View.Page;
import io.moorage.console.html.Html;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What surrounds every page: the way about, who is signed in, and the commands that do the same. */
public final class Shell {
    private final List<Section> sections;
    private final Assets assets;
    private final String region;

    /**
     * A way about.
     *
     * @param group the service it belongs to; empty for what is above all services
     * @param prefixes of the addresses that are this section's
     */
    public record Section(String group, String href, String name, List<String> prefixes) {
        /** Whether a page is this section's. */
        public boolean holds(String at) {
            return prefixes.stream()
                    .anyMatch(prefix -> prefix.equals(Links.ROOT) ? at.equals(Links.ROOT) : at.startsWith(prefix));
        }
    }

    /**
     * Who looks, and how.
     *
     * @param who ARN; empty when nobody is signed in
     * @param canSignOut false for whoever is root because of where they come from
     * @param theme {@code light}, {@code dark} or empty: as the system has it
     * @param done what the last click did, as {@link Told} writes it
     */
    public record Viewer(
            String at,
            Optional<String> who,
            boolean canSignOut,
            String theme,
            String csrf,
            Optional<String> done,
            long version) {}

    public Shell(List<Section> sections, Assets assets, String region) {
        this.sections = List.copyOf(sections);
        this.assets = assets;
        this.region = region;
    }

    public Html render(Page page, Viewer viewer, Commands commands) {
        return Html.of(
                """
                <!doctype html>
                <html lang="en" data-theme="{}">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark"><title>{} · Moorage</title>
                <link rel="icon" href="{}" type="image/svg+xml"><link rel="stylesheet" href="{}">
                <link rel="preload" href="{}" as="font" type="font/woff2" crossorigin><link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>
                <link rel="modulepreload" href="{}"><link rel="modulepreload" href="{}"><script type="module" src="{}"></script></head>
                <body data-topics="{}" data-version="{}">
                <a class="skip" href="#main">Skip to the content</a>
                {}
                <p class="lost" role="status" id="lost"></p>
                <div class="frame">{}
                {}</div>
                <p class="hidden" role="status" aria-live="polite" id="said"></p>
                </body></html>
                """,
                viewer.theme(),
                page.title(),
                assets.href("icon.svg"),
                assets.href("console.css"),
                assets.href("fonts/roboto-400.woff2"),
                assets.href("fonts/roboto-500.woff2"),
                assets.href("patch.js"),
                assets.href("live.js"),
                assets.href("console.js"),
                String.join(" ", page.topics()),
                viewer.version(),
                header(viewer),
                viewer.who().isPresent() ? navigation(viewer.at()) : Html.NOTHING,
                main(page, viewer.done().map(Told::read), commands));
    }

    /** What of a page follows what happens. */
    public Html content(Page page, Commands commands) {
        return main(page, Optional.empty(), commands);
    }

    /** Of a content: the same for the same, and for another another. */
    public static String mark(Html content) {
        byte[] text = content.toString().getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Html main(Page page, Optional<Told> told, Commands commands) {
        return Html.of(
                """
                <main id="main" tabindex="-1">{}{}<div class="head"><h1>{}</h1><div class="actions" data-live id="page-actions">{}</div></div>
                {}
                {}</main>""",
                crumbs(page.crumbs()),
                told.map(each -> Html.of(
                                "<p class=\"alert good\" role=\"status\">{}</p>{}",
                                each.sentence(),
                                commands.done(each)))
                        .orElse(Html.NOTHING),
                page.title(),
                page.actions(),
                page.body(),
                commands.render());
    }

    /** The address of a script for one page's own use. */
    public Html script(String name) {
        return Html.of("<script type=\"module\" src=\"{}\"></script>", assets.href(name));
    }

    /** A library as its makers ship it: a script that leaves a name in the window, and runs before modules do. */
    public Html library(String name) {
        return Html.of("<script defer src=\"{}\"></script>", assets.href(name));
    }

    /** A style sheet for one page's own use. */
    public Html styles(String name) {
        return Html.of("<link rel=\"stylesheet\" href=\"{}\">", assets.href(name));
    }

    private Html header(Viewer viewer) {
        Html menu = Html.of("""
                <button type="button" class="burger quiet icon" popovertarget="side" aria-label="Menu"><svg viewBox="0 0 16 16" \
                aria-hidden="true"><path d="M2 4h12M2 8h12M2 12h12"/></svg></button>""");
        return Html.of(
                """
                <header class="top">{}<a class="brand" href="{}"><img src="{}" alt="" width="26" height="26"><span>Moorage</span></a>\
                <span class="region">{}</span><span class="grow"></span>\
                <span class="pulse" title="This page follows what happens"><span aria-hidden="true"></span>live</span>\
                <button type="button" class="quiet icon" id="theme" aria-label="Switch between light and dark"><svg viewBox="0 0 16 16" \
                aria-hidden="true"><circle cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/></svg></button>{}</header>""",
                menu.when(viewer.who().isPresent()),
                Links.ROOT,
                assets.href("icon.svg"),
                region,
                viewer.who().map(who -> identity(who, viewer)).orElse(Html.NOTHING));
    }

    private static Html identity(String who, Viewer viewer) {
        Html change = viewer.canSignOut()
                ? Html.of(
                        "<form method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"csrf\" value=\"{}\"><button class=\"quiet\">Sign out</button></form>",
                        Links.to("sign-out"),
                        viewer.csrf())
                : Html.of("<a class=\"button quiet\" href=\"{}\">Sign in as …</a>", Links.to("sign-in"));
        return Html.of(
                "<code class=\"who\" title=\"{}\">{}</code>{}", who, who.substring(who.lastIndexOf(':') + 1), change);
    }

    private Html navigation(String at) {
        return Html.of(
                "<nav class=\"side\" id=\"side\" popover aria-label=\"Console\">{}{}</nav>",
                of("", at),
                sections.stream()
                        .map(Section::group)
                        .filter(group -> !group.isEmpty())
                        .distinct()
                        .map(group -> Html.of(
                                "<details open data-group=\"{}\"><summary>{}{}</summary><ul>{}</ul></details>",
                                group,
                                Icons.of(group),
                                group,
                                of(group, at).stream()
                                        .map(each -> Html.of("<li>{}</li>", each))
                                        .toList()))
                        .toList());
    }

    private List<Html> of(String group, String at) {
        return sections.stream()
                .filter(each -> each.group().equals(group))
                .map(each -> item(each, at))
                .toList();
    }

    private static Html item(Section section, String at) {
        return Html.of(
                "<a href=\"{}\"{}>{}{}</a>",
                section.href(),
                Html.of(" aria-current=\"page\"").when(section.holds(at)),
                section.group().isEmpty() ? Icons.of(section.name()) : Html.NOTHING,
                section.name());
    }

    private static Html crumbs(List<Crumb> crumbs) {
        return crumbs.isEmpty()
                ? Html.NOTHING
                : Html.of(
                        "<nav class=\"crumbs\" aria-label=\"Breadcrumb\"><ol>{}</ol></nav>",
                        crumbs.stream()
                                .map(each -> Html.of("<li><a href=\"{}\">{}</a></li>", each.href(), each.name()))
                                .toList());
    }
}
