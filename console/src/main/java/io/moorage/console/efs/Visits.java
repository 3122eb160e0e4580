package io.moorage.console.efs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
import io.moorage.console.efs.Storage.Place;
import io.moorage.console.efs.Storage.Visitor;
import io.moorage.console.frame.Ask;
import io.moorage.console.frame.Need;
import io.moorage.console.frame.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may see and change which files: by IAM, as of a client of the same identity (EFS user guide, "Using IAM to control access to
 * file systems"), except that somebody must allow it: where a file system has no policy, the identity's own must. Without
 * ClientRootAccess one is nobody, whose files are few.
 */
final class Visits {
    private Visits() {}

    /** For looking. */
    static Visitor reading(Ask ask, JsonNode fileSystem, Optional<String> through) {
        require(ask, fileSystem, through, "ClientMount");
        return new Visitor(ask.aws().principal(), mayBeRoot(ask, fileSystem, through));
    }

    /** For changing. */
    static Visitor writing(Ask ask, JsonNode fileSystem, Optional<String> through) {
        require(ask, fileSystem, through, "ClientMount");
        require(ask, fileSystem, through, "ClientWrite");
        return new Visitor(ask.aws().principal(), mayBeRoot(ask, fileSystem, through));
    }

    private static boolean mayBeRoot(Ask ask, JsonNode fileSystem, Optional<String> through) {
        try {
            require(ask, fileSystem, through, "ClientRootAccess");
            return true;
        } catch (AwsException e) {
            return false;
        }
    }

    /** What one needs for changing. */
    static Need toWrite(Ask ask, Optional<String> through) {
        JsonNode fileSystem = Efs.described(ask);
        return Need.all(
                new Need.Held(permission(fileSystem, through, "ClientMount")),
                new Need.Held(permission(fileSystem, through, "ClientWrite")));
    }

    private static void require(Ask ask, JsonNode fileSystem, Optional<String> through, String action) {
        ask.aws().require(Efs.SIGNING_NAME, permission(fileSystem, through, action));
    }

    private static Permission permission(JsonNode fileSystem, Optional<String> through, String action) {
        String arn = fileSystem.path("FileSystemArn").asText();
        Map<String, List<String>> conditions =
                new HashMap<>(Map.of("elasticfilesystem:AccessedViaMountTarget", List.of("true")));
        through.ifPresent(point -> conditions.put(
                "elasticfilesystem:AccessPointArn",
                List.of(arn.substring(0, arn.lastIndexOf(':') + 1) + "access-point/" + point)));
        return new Permission(Efs.SIGNING_NAME + ":" + action, List.of(arn), conditions);
    }

    /** The access point that the address names. */
    static Optional<String> through(Parameters given) {
        Optional<String> through = given.find("through");
        if (through.filter(each -> !each.matches("fsap-[0-9a-f]{8,40}")).isPresent()) {
            throw new AwsException("ValidationException", 400, "That is no access point's id.");
        }
        return through;
    }

    /**
     * A path as it is asked for, of names alone.
     *
     * @throws AwsException when one of them leads elsewhere than down
     */
    static String path(String given) {
        List<String> names = new ArrayList<>();
        for (String name : given.split("/", -1)) {
            if (name.equals("..") || name.indexOf('\0') >= 0) {
                throw new AwsException("ValidationException", 400, "A path is made of names; \"..\" is none.");
            }
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return "/" + String.join("/", names);
    }

    static Place place(Ask ask, Optional<String> through, String path) {
        return new Place(ask.path("id"), through, path);
    }

    static String child(String directory, String name) {
        return directory.equals("/") ? "/" + name : directory + "/" + name;
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
