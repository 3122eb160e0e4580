package io.moorage.agent.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import org.junit.jupiter.api.Test;

/** ECS developer guide, "Stopped task error messages": the engine's own words follow the error's name. */
class EngineWordsTest {
    @Test
    void theMessageOfTheBodyIsTold() {
        assertThat(EngineWords.of(new DockerException(
                        "{\"message\":\"pull access denied for x, repository does not exist\"}\n", 500)))
                .isEqualTo("Error response from daemon: pull access denied for x, repository does not exist");
    }

    @Test
    void whatIsNotJsonIsToldAsItIs() {
        assertThat(EngineWords.of(new NotFoundException("no such image"))).contains("no such image");
        assertThat(EngineWords.of(new DockerException("{broken", 500))).isEqualTo("Status 500: {broken");
    }
}
