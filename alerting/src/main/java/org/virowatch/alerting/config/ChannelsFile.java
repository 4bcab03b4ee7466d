package org.virowatch.alerting.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.virowatch.alerting.channel.ConsoleChannel;
import org.virowatch.schemas.Severity;

/**
 * Reads a channels file: YAML with a list {@code channels}. Header values may take secrets from the
 * environment as {@code ${NAME}}. {@code docs/alerts.md} describes every setting.
 */
public final class ChannelsFile {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Set<String> COMMON = Set.of("name", "type", "severity", "rules", "regions");
  private static final URI NOWHERE = URI.create("http://invalid/");

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private ChannelsFile(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the file.
   *
   * @param file YAML file
   * @param environment where {@code ${NAME}} is looked up
   * @return the channels in the file's order, at least one
   * @throws InvalidChannelsException naming every fault
   */
  public static List<ChannelSettings> read(Path file, Map<String, String> environment) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InvalidChannelsException(file.toString(), List.of("there is no such file"));
    } catch (IOException e) {
      throw new InvalidChannelsException(
          file.toString(), List.of("it cannot be read as UTF-8 text: " + e.getMessage()));
    }
    return parse(file.toString(), text, environment);
  }

  /** Reads the text of a channels file; see {@link #read}. */
  public static List<ChannelSettings> parse(
      String source, String text, Map<String, String> environment) {
    ChannelsFile reader = new ChannelsFile(environment);
    List<ChannelSettings> channels = reader.channels(source, text);
    if (!reader.problems.isEmpty()) {
      throw new InvalidChannelsException(source, reader.problems);
    }
    return channels;
  }

  private List<ChannelSettings> channels(String source, String text) {
    JsonNode root;
    try {
      root = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      var location = e.getLocation();
      throw new InvalidChannelsException(
          source,
          List.of(
              "line "
                  + (location == null ? 0 : location.getLineNr())
                  + ": not YAML: "
                  + e.getOriginalMessage().lines().findFirst().orElse("")));
    }
    new SettingsNode(root, "", problems).allowOnly(Set.of("channels"));
    JsonNode list = root.path("channels");
    if (!list.isArray() || list.isEmpty()) {
      problems.add("channels: must be a list of at least one channel");
      return List.of();
    }
    List<ChannelSettings> channels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      SettingsNode node = new SettingsNode(list.get(i), "channels[" + i + "]", problems);
      ChannelSettings channel = channel(node);
      if (!channel.name().isEmpty() && !names.add(channel.name().toLowerCase(Locale.ROOT))) {
        node.problem("name", "'" + channel.name() + "' is the name of an earlier channel, too");
      }
      channels.add(channel);
    }
    return channels;
  }

  private ChannelSettings channel(SettingsNode node) {
    String name = node.requiredText("name", "on-call").orElse("");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      node.problem("name", "'" + name + "' must be 1 to 64 letters, digits, _ or -");
    }
    ChannelFilter filter =
        new ChannelFilter(
            node.symbol("severity", Severity.class, Severity.INFO),
            node.patterns("rules"),
            node.patterns("regions"));
    String type = node.requiredText("type", "webhook").orElse("console");
    if (type.equals("webhook")) {
      return webhook(node, name, filter);
    }
    if (!type.equals("console")) {
      node.problem("type", "'" + type + "' is not a kind of channel; known are console, webhook");
    } else {
      node.allowOnly(with(COMMON, "format"));
    }
    return new ChannelSettings.Console(
        name,
        filter,
        node.symbol("format", ConsoleChannel.Format.class, ConsoleChannel.Format.TEXT));
  }

  private ChannelSettings webhook(SettingsNode node, String name, ChannelFilter filter) {
    node.allowOnly(with(COMMON, "url", "headers", "timeout", "retry"));
    URI url =
        node.requiredText("url", "https://hooks.example.org/virowatch").isPresent()
            ? node.parsed("url", NOWHERE, ChannelsFile::webhookUrl)
            : NOWHERE;
    Duration timeout =
        node.parsed("timeout", ChannelSettings.Webhook.DEFAULT_TIMEOUT, DurationText::parse);
    if (timeout.isZero()) {
      node.problem("timeout", "must be longer than 0");
    }
    return new ChannelSettings.Webhook(
        name, filter, url, headers(node.mapping("headers")), timeout, retry(node));
  }

  /**
   * Checks a webhook's address.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static URI webhookUrl(String text) {
    URI url;
    try {
      url = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is not a URL: " + e.getMessage(), e);
    }
    String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an http or https address with a host");
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "must not hold a user or password; use an Authorization header");
    }
    return url;
  }

  private Map<String, String> headers(SettingsNode node) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : node.fields()) {
      if (!HEADER.matcher(name).matches()
          || Set.of("host", "content-length", "connection", "upgrade", "expect")
              .contains(name.toLowerCase(Locale.ROOT))) {
        node.problem(name, "cannot be set as a request header");
      } else {
        node.text(name).ifPresent(value -> headers.put(name, expand(node, name, value)));
      }
    }
    return headers;
  }

  private String expand(SettingsNode node, String header, String value) {
    Matcher matcher = VARIABLE.matcher(value);
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      String replacement = environment.get(matcher.group(1));
      if (replacement == null) {
        node.problem(header, "the environment variable " + matcher.group(1) + " is not set");
        replacement = "";
      }
      matcher.appendReplacement(expanded, Matcher.quoteReplacement(replacement));
    }
    String whole = matcher.appendTail(expanded).toString();
    if (whole.chars().anyMatch(Character::isISOControl)) {
      node.problem(header, "holds a line break or another control character");
    }
    return whole;
  }

  private RetrySettings retry(SettingsNode channel) {
    SettingsNode node = channel.mapping("retry");
    node.allowOnly(Set.of("initialDelay", "maxDelay", "giveUpAfter"));
    RetrySettings usual = RetrySettings.DEFAULT;
    Duration initial = node.parsed("initialDelay", usual.initialDelay(), DurationText::parse);
    Duration max = node.parsed("maxDelay", usual.maxDelay(), DurationText::parse);
    Duration giveUp = node.parsed("giveUpAfter", usual.giveUpAfter(), DurationText::parse);
    try {
      return new RetrySettings(initial, max, giveUp);
    } catch (IllegalArgumentException e) {
      channel.problem("retry", String.valueOf(e.getMessage()));
      return usual;
    }
  }

  private static Set<String> with(Set<String> names, String... more) {
    Set<String> all = new HashSet<>(names);
    all.addAll(List.of(more));
    return all;
  }
}
