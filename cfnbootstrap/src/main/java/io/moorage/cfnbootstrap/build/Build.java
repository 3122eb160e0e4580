package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cfnbootstrap.api.Downloads;
import io.moorage.cfnbootstrap.host.Host;
import java.io.IOException;
import java.util.List;

/**
 * Makes the machine what metadata says: packages, groups, users, sources, files, commands and services, in that order, config by
 * config (user guide, "AWS::CloudFormation::Init").
 */
public final class Build {
    private static final String INIT = "AWS::CloudFormation::Init";
    private static final String AUTHENTICATION = "AWS::CloudFormation::Authentication";

    private final Host host;
    private final Packages packages;
    private final Groups groups;
    private final Users users;
    private final Sources sources;
    private final Files files;
    private final Commands commands;
    private final Services services;

    /** @param downloads without passwords; those of the metadata are added */
    public Build(Host host, Downloads downloads, JsonNode metadata) {
        Downloads known = downloads.with(metadata.path(AUTHENTICATION));
        this.host = host;
        this.packages = new Packages(host);
        this.groups = new Groups(host);
        this.users = new Users(host);
        this.sources = new Sources(host, known);
        this.files = new Files(host, known);
        this.commands = new Commands(host);
        this.services = new Services(host);
    }

    public static boolean hasInit(JsonNode metadata) {
        return metadata.path(INIT).isObject() && !metadata.path(INIT).isEmpty();
    }

    /** @throws BuildFailure at the first thing that cannot be done; what was done before stays */
    public void run(JsonNode metadata, List<String> sets) throws BuildFailure {
        ConfigSets all = new ConfigSets(metadata.path(INIT));
        host.log().info("Running configSets: " + String.join(", ", sets));
        for (String set : sets) {
            List<Config> configs = all.configs(set);
            host.log().info("Running configSet " + set);
            host.commands().info("*".repeat(60));
            host.commands().info("ConfigSet " + set);
            for (Config config : configs) {
                run(config);
            }
        }
        host.log().info("ConfigSets completed");
    }

    private void run(Config config) throws BuildFailure {
        host.log().info("Running config " + config.name());
        host.commands().info("*".repeat(60));
        host.commands().info("Config " + config.name());
        Changes changes = new Changes();
        try {
            packages.apply(config.section("packages"), changes);
            changes.add("groups", groups.apply(config.section("groups")));
            changes.add("users", users.apply(config.section("users")));
            changes.add("sources", sources.apply(config.section("sources")));
            changes.add("files", files.apply(config.section("files")));
            changes.add("commands", commands.apply(config.section("commands")));
            services.apply(config.section("services"), changes);
        } catch (IOException e) {
            throw failed(config, new BuildFailure(String.valueOf(e.getMessage()), e));
        } catch (BuildFailure e) {
            throw failed(config, e);
        }
    }

    private BuildFailure failed(Config config, BuildFailure failure) {
        host.log().error("Error encountered during build of " + config.name() + ": " + failure.getMessage());
        return failure;
    }
}
