package io.moorage.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what a VPC's DNS name stands for. */
@Command(
        name = "resolve",
        description = "Print the address of a DNS name of a VPC, as this machine reaches it.",
        mixinStandardHelpOptions = true)
final class ResolveCommand implements Callable<Integer> {
    private final ServerPages pages;

    @Parameters(paramLabel = "NAME", description = "Of an instance, a load balancer or a file system.")
    private String name = "";

    ResolveCommand(ServerPages pages) {
        this.pages = pages;
    }

    @Override
    public Integer call() {
        System.out.println(address(pages, name));
        return 0;
    }

    static String address(ServerPages pages, String name) {
        return pages.get("resolve?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .path("address")
                .asText();
    }
}
