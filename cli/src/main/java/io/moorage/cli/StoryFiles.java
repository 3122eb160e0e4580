package io.moorage.cli;

import java.nio.file.Path;

/** The documents the story hands to the API. */
record StoryFiles(Path userData, Path taskDefinition, Path trustPolicy, Path rolePolicy) {}
