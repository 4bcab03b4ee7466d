package org.virowatch.alerting.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.virowatch.alerting.SampleAlerts;
import org.virowatch.alerting.channel.ConsoleChannel;
import org.virowatch.schemas.Severity;

class ChannelsFileTest {
  @Test
  void everySettingIsRead() {
    List<ChannelSettings> channels =
        ChannelsFile.parse(
            "channels.yaml",
            """
            channels:
              - name: terminal
                type: console
                format: json
              - name: on-call
                type: webhook
                url: https://hooks.example.org/virowatch
                headers:
                  Authorization: "Bearer ${HOOK_TOKEN}"
                timeout: 3s
                retry:
                  initialDelay: 500ms
                  maxDelay: 2m
                  giveUpAfter: 6h
                severity: critical
                rules: [resistance-*]
                regions: [GB, GB-*]
            """,
            Map.of("HOOK_TOKEN", "t0ps$cret"));

    assertThat(channels)
        .containsExactly(
            new ChannelSettings.Console(
                "terminal", ChannelFilter.EVERYTHING, ConsoleChannel.Format.JSON),
            new ChannelSettings.Webhook(
                "on-call",
                new ChannelFilter(
                    Severity.CRITICAL,
                    List.of(new NamePattern("resistance-*")),
                    List.of(new NamePattern("GB"), new NamePattern("GB-*"))),
                URI.create("https://hooks.example.org/virowatch"),
                Map.of("Authorization", "Bearer t0ps$cret"),
                Duration.ofSeconds(3),
                new RetrySettings(
                    Duration.ofMillis(500), Duration.ofMinutes(2), Duration.ofHours(6))));
  }

  @Test
  void whatIsNotSetHasItsDocumentedDefault() {
    List<ChannelSettings> channels =
        ChannelsFile.parse(
            "channels.yaml",
            """
            channels:
              - {name: a, type: console}
              - {name: b, type: webhook, url: "http://localhost:8080/"}
            """,
            Map.of());

    assertThat(channels)
        .containsExactly(
            new ChannelSettings.Console("a", ChannelFilter.EVERYTHING, ConsoleChannel.Format.TEXT),
            new ChannelSettings.Webhook(
                "b",
                ChannelFilter.EVERYTHING,
                URI.create("http://localhost:8080/"),
                Map.of(),
                Duration.ofSeconds(10),
                new RetrySettings(
                    Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(1))));
  }

  @Test
  void allFaultsAreReportedTogetherEachWithItsField() {
    assertThat(
            problems(
                """
                chanels: 1
                channels:
                  - name: "no spaces"
                    type: console
                    format: yaml
                    url: https://example.org/
                  - type: webhook
                    name: hook
                    timeout: ten seconds
                    severity: urgent
                    regions: []
                    headers:
                      Authorization: Bearer ${NOT_SET}
                      Host: example.org
                  - name: HOOK
                    type: pigeon
                  - name: other
                    type: webhook
                    url: ftp://example.org/
                    retry: {initialDelay: 1h, maxDelay: 5m, giveup: 1d}
                  - name: secret
                    type: webhook
                    url: https://user:password@example.org/
                """))
        .containsExactly(
            "chanels: is not a setting here; known are channels",
            "channels[0].name: 'no spaces' must be 1 to 64 letters, digits, _ or -",
            "channels[0].url: is not a setting here; known are format, name, regions, rules,"
                + " severity, type",
            "channels[0].format: 'yaml' is not one of text, json",
            "channels[1].severity: 'urgent' is not one of info, warning, critical",
            "channels[1].regions: must be a list of names, such as [\"GB\", \"GB-*\"], and not"
                + " empty",
            "channels[1].url: is missing; write for example 'url:"
                + " https://hooks.example.org/virowatch'",
            "channels[1].timeout: 'ten seconds' is not a duration; write a whole number and ms, s,"
                + " m, h or d, as in 10s",
            "channels[1].headers.Authorization: the environment variable NOT_SET is not set",
            "channels[1].headers.Host: cannot be set as a request header",
            "channels[2].type: 'pigeon' is not a kind of channel; known are console, webhook",
            "channels[2].name: 'HOOK' is the name of an earlier channel, too",
            "channels[3].url: 'ftp://example.org/' is not an http or https address with a host",
            "channels[3].retry.giveup: is not a setting here; known are giveUpAfter, initialDelay,"
                + " maxDelay",
            "channels[3].retry: initialDelay, maxDelay and giveUpAfter must rise, but are 1h, 5m"
                + " and 1d",
            "channels[4].url: must not hold a user or password; use an Authorization header");
  }

  @Test
  void filesThatAreNotChannelsAtAllAreRefused() {
    assertThat(problems("")).containsExactly("channels: must be a list of at least one channel");
    assertThat(problems("[1, 2]"))
        .containsExactly("channels: must be a list of at least one channel");
    assertThat(problems("channels: [a]"))
        .containsExactly(
            "channels[0].name: is missing; write for example 'name: on-call'",
            "channels[0].type: is missing; write for example 'type: webhook'");
    assertThat(problems("channels:\n  - {name: a\nb: c"))
        .singleElement()
        .asString()
        .startsWith("line 3: not YAML");
    assertThatThrownBy(() -> ChannelsFile.read(Path.of("no-such.yaml"), Map.of()))
        .hasMessageContaining("no-such.yaml cannot be used, 1 problem:\n  - there is no such file");
  }

  @Test
  void headersAreNotShownBecauseTheyHoldSecrets() {
    ChannelSettings settings =
        new ChannelSettings.Webhook(
            "hook",
            ChannelFilter.EVERYTHING,
            URI.create("https://example.org/T0KEN"),
            Map.of("Authorization", "Bearer secret"),
            Duration.ofSeconds(1),
            RetrySettings.DEFAULT);

    assertThat(settings.toString()).isEqualTo("webhook hook to https://example.org");
  }

  @Test
  void filterNeedsSeverityRuleAndRegionAtOnce() {
    ChannelFilter filter =
        new ChannelFilter(
            Severity.WARNING,
            List.of(new NamePattern("new-*")),
            List.of(new NamePattern("world"), new NamePattern("GB-*")));

    assertThat(filter.accepts(SampleAlerts.event("a", 0))).isTrue();
    assertThat(filter.accepts(SampleAlerts.builder("a", 0).setSeverity(Severity.INFO).build()))
        .isFalse();
    assertThat(filter.accepts(SampleAlerts.builder("a", 0).setRuleId("renew-1").build())).isFalse();
    assertThat(filter.accepts(SampleAlerts.builder("a", 0).setRegion("GB").build())).isFalse();
    assertThat(filter.accepts(SampleAlerts.builder("a", 0).setRegion("world").build())).isTrue();
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(
            InvalidChannelsException.class,
            () -> ChannelsFile.parse("channels.yaml", yaml, Map.of()))
        .problems();
  }
}
