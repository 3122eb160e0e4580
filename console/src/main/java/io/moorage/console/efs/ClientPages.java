package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.efs.Storage.Activity;
import io.moorage.console.efs.Storage.Client;
import io.moorage.console.efs.Storage.HeldFile;
import io.moorage.console.efs.Storage.Rates;
import io.moorage.console.frame.Advice;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Links;
import io.moorage.console.frame.Listing;
import io.moorage.console.frame.Listing.Column;
import io.moorage.console.frame.Route;
import io.moorage.console.frame.View;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Who is connected to a file system, what each does, holds open and has locked. May be seen by whoever may describe the file system. */
final class ClientPages {
    private final Storage storage;

    ClientPages(Storage storage) {
        this.storage = storage;
    }

    List<Route> routes() {
        return List.of(Route.get("efs/{id}/clients", this::page));
    }

    /** What clients do is no change of the store: it is asked for again every two seconds. */
    private View.Page page(Ask ask) {
        JsonNode fileSystem = Efs.described(ask);
        Html body = Html.of(
                "{}<span hidden data-every=\"2\"></span><p class=\"hint\">Rates and latencies are of the last ten seconds, seen at the file server. The same in a shell: <code>./moorage fs top {}</code></p>",
                Parts.live("activity", Advice.orRefusal(() -> content(ask))),
                ask.path("id"));
        return Efs.page(ask, fileSystem, "clients", Html.NOTHING, body, List.of());
    }

    private Html content(Ask ask) {
        Activity activity = storage.activity(ask.path("id"));
        Map<String, String> instances = instances(ask);
        Map<Long, Client> byId = new HashMap<>();
        activity.clients().forEach(each -> byId.put(each.id(), each));
        return Html.of(
                "{}{}{}",
                figures(activity),
                clients(ask.path("id"), instances).render(activity.clients(), ask.query()),
                open(byId, instances).render(activity.open(), ask.query()));
    }

    private static Html figures(Activity activity) {
        List<Rates> rates = activity.clients().stream()
                .flatMap(each -> each.rates().stream())
                .toList();
        return Html.of(
                "<ul class=\"figures\">{}</ul>",
                List.of(
                        figure("Clients", Integer.toString(activity.clients().size())),
                        figure(
                                "Open files",
                                Integer.toString(activity.clients().stream()
                                        .mapToInt(Client::opens)
                                        .sum())),
                        figure(
                                "Locks",
                                Integer.toString(activity.clients().stream()
                                        .mapToInt(Client::locks)
                                        .sum())),
                        figure("Read", perSecond(sum(rates, Rates::readBytes))),
                        figure("Written", perSecond(sum(rates, Rates::writtenBytes)))));
    }

    private static double sum(List<Rates> rates, Function<Rates, Double> value) {
        return rates.stream().mapToDouble(value::apply).sum();
    }

    private static Html figure(String name, String value) {
        return Html.of("<li><span>{}</span><strong>{}</strong></li>", name, value);
    }

    private static String perSecond(double bytes) {
        return Efs.bytes(bytes) + "/s";
    }

    private static Listing<Client> clients(String id, Map<String, String> instances) {
        return new Listing<>(
                "clients",
                "Clients",
                List.of(
                        Column.of("Address", Client::address, each -> Parts.id(each.address())),
                        Column.of(
                                "Instance",
                                each -> instances.getOrDefault(each.address(), ""),
                                each -> instance(instances.getOrDefault(each.address(), ""))),
                        Column.of("Protocol", Client::protocol, each -> Html.text(each.protocol())),
                        Column.number("Open", each -> (long) each.opens()),
                        Column.number("Locks", each -> (long) each.locks()),
                        rate("Read", Rates::readBytes, ClientPages::perSecond),
                        rate("Written", Rates::writtenBytes, ClientPages::perSecond),
                        rate("Requests", Rates::requests, value -> String.format(Locale.ROOT, "%.0f/s", value)),
                        rate("Mean", Rates::meanMicros, ClientPages::time),
                        rate("99 % below", Rates::p99Micros, ClientPages::time)),
                Parts.empty(
                        "No client is connected.",
                        "Instances appear here as soon as they mount the file system, and tasks with a volume on it. It is mounted by its mount targets.",
                        Parts.button(Efs.href(id, "network"), "Mount targets", "")));
    }

    private static Html instance(String id) {
        return id.isEmpty() ? Html.text("–") : Links.machine(id);
    }

    private static Column<Client> rate(String title, Function<Rates, Double> value, Function<Double, String> words) {
        return new Column<>(
                title,
                each -> String.format(
                        Locale.ROOT, "%024.3f", each.rates().map(value).orElse(0.0)),
                each -> Html.text(each.rates().map(value).map(words).orElse("…")),
                true);
    }

    private static String time(double micros) {
        if (micros == 0) {
            return "–";
        }
        return micros < 1000
                ? String.format(Locale.ROOT, "%.0f µs", micros)
                : String.format(Locale.ROOT, "%.1f ms", micros / 1000);
    }

    private static Listing<HeldFile> open(Map<Long, Client> clients, Map<String, String> instances) {
        return new Listing<>(
                "open",
                "Open files",
                List.of(
                        Column.of(
                                "File",
                                HeldFile::path,
                                each -> each.path().isEmpty() ? Html.text("(removed)") : Parts.id(each.path())),
                        Column.of("Open for", ClientPages::mode, each -> Html.text(mode(each))),
                        Column.number("Locks", each -> (long) each.locks()),
                        Column.of(
                                "By",
                                each -> by(each, clients, instances),
                                each -> Html.text(by(each, clients, instances)))),
                Parts.empty("No file is open.", "What a client has open, and locked, is listed here.", Html.NOTHING));
    }

    private static String mode(HeldFile file) {
        return file.reads() && file.writes() ? "reading, writing" : file.writes() ? "writing" : "reading";
    }

    private static String by(HeldFile file, Map<Long, Client> clients, Map<String, String> instances) {
        Client client = clients.get(file.clientId());
        if (client == null) {
            return "a client that is gone";
        }
        String instance = instances.get(client.address());
        return instance == null ? client.address() : client.address() + " (" + instance + ")";
    }

    /** Instances by their addresses, as far as whoever looks may know them. */
    private static Map<String, String> instances(Ask ask) {
        Map<String, String> byAddress = new HashMap<>();
        try {
            for (JsonNode reservation :
                    ask.aws().call("ec2", "DescribeInstances").path("reservationSet")) {
                for (JsonNode instance : reservation.path("instancesSet")) {
                    byAddress.put(
                            instance.path("privateIpAddress").asText(),
                            instance.path("instanceId").asText());
                }
            }
        } catch (AwsException e) {
            return Map.of();
        }
        return byAddress;
    }
}
