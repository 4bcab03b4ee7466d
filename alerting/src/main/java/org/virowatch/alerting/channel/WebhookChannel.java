package org.virowatch.alerting.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.virowatch.schemas.AlertEvent;

/**
 * Posts each event as an {@link AlertDocument} to a URL.
 *
 * <p>Answers 200 to 299 mean delivered. No answer in time, a broken connection, 408, 429 and every
 * 5xx mean try later, not before {@code Retry-After} if the receiver sends one. Every other answer
 * is a refusal: the same request would be refused again. Redirects are not followed, because a
 * browser's rules would turn the POST into a GET.
 */
public final class WebhookChannel implements Channel {
  /** Header with the {@link AlertKey}: the same for every attempt at one event. */
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final int EXCERPT_BYTES = 300;

  private final String name;
  private final URI url;
  private final Map<String, String> headers;
  private final Duration timeout;
  private final Clock clock;
  private final HttpClient client;

  /**
   * Makes a channel.
   *
   * @param name name for messages
   * @param url where to post; {@code http} or {@code https}
   * @param headers further request headers, such as {@code Authorization}
   * @param timeout limit for a whole attempt, from connecting to the end of the answer
   * @param clock tells how far away a {@code Retry-After} date is
   */
  public WebhookChannel(
      String name, URI url, Map<String, String> headers, Duration timeout, Clock clock) {
    this.name = name;
    this.url = url;
    this.headers = Map.copyOf(headers);
    this.timeout = timeout;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Attempt deliver(AlertEvent event) {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            request(event),
            // A receiver that never ends its answer must not fill our memory.
            info -> new ExcerptCollector().subscriber());
    try {
      return judge(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return later(receiver() + " did not answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return later(receiver() + " cannot be reached: " + describe(cause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later("the attempt was interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(AlertEvent event) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "virowatch-alerting")
            .header(IDEMPOTENCY_KEY, AlertKey.of(event).toString());
    headers.forEach(request::setHeader);
    return request
        .POST(HttpRequest.BodyPublishers.ofString(AlertDocument.of(event).toJson(), UTF_8))
        .build();
  }

  private Attempt judge(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return new Attempt.Delivered();
    }
    String said = receiver() + " answered " + status + excerpt(answer.body());
    if (status == 408 || status == 429 || status >= 500) {
      return new Attempt.TryLater(
          said, answer.headers().firstValue("Retry-After").flatMap(this::parseRetryAfter));
    }
    return new Attempt.Refused(said + "; " + remedy(status));
  }

  private static String remedy(int status) {
    if (status >= 300 && status < 400) {
      return "redirects are not followed: set the channel's url to the new address";
    }
    return switch (status) {
      case 401, 403 -> "check the channel's credentials in 'headers'";
      case 404, 405, 410 -> "check the channel's url";
      case 413 -> "the receiver's limit is below the size of an alert document";
      default ->
          "such answers are not retried: check that the receiver takes the documented format";
    };
  }

  /** Seconds or an HTTP date (RFC 9110, 10.2.3); nothing when it is neither. */
  private Optional<Duration> parseRetryAfter(String value) {
    String text = value.strip();
    try {
      if (text.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), at);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The address without user, path and query, which often hold secrets. */
  private String receiver() {
    return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  private static String excerpt(String body) {
    String text = body.replaceAll("\\p{Cntrl}+", " ").strip();
    return text.isEmpty() ? "" : " (\"" + text + "\")";
  }

  private static String describe(Throwable cause) {
    String type = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? type : type + ": " + cause.getMessage();
  }

  private static Attempt later(String reason) {
    return new Attempt.TryLater(reason, Optional.empty());
  }

  /** Keeps the beginning of an answer and drops the rest. */
  private static final class ExcerptCollector {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    HttpResponse.BodySubscriber<String> subscriber() {
      return BodySubscribers.mapping(
          BodySubscribers.ofByteArrayConsumer(chunk -> chunk.ifPresent(this::keep)),
          nothing -> kept.toString(UTF_8));
    }

    private void keep(byte[] chunk) {
      int room = EXCERPT_BYTES - kept.size();
      kept.write(chunk, 0, Math.min(room, chunk.length));
    }
  }
}
