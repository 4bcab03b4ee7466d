package org.virowatch.ingest.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A Nextclade v3 dataset server. Thread-safe. */
public final class DatasetServer {
  /** The server Nextclade itself uses. */
  public static final String DEFAULT = "https://data.clades.nextstrain.org/v3";

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int ATTEMPTS = 3;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_FAULT = 500;

  private final String address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(Redirect.NORMAL)
          .proxy(
              Optional.ofNullable(ProxySelector.getDefault()).orElse(HttpClient.Builder.NO_PROXY))
          .build();

  /**
   * @param address folder of the server's {@code index.json}
   * @throws DatasetFetchException if it is no http or https address
   */
  public DatasetServer(String address) {
    this.address = address.replaceAll("/+$", "");
    uri("index.json");
  }

  String address() {
    return address;
  }

  /**
   * What the server offers.
   *
   * @throws DatasetFetchException if it cannot be had
   */
  public DatasetIndex index() {
    return DatasetIndex.read(
        get("index.json")
            .orElseThrow(
                () ->
                    new DatasetFetchException(
                        address
                            + "/index.json does not exist; give the address of a Nextclade dataset"
                            + " server by --server, such as "
                            + DEFAULT)),
        address + "/index.json");
  }

  /**
   * A file of the server.
   *
   * @param path relative to the server's address
   * @return its bytes; empty if the server says that there is no such file
   * @throws DatasetFetchException if it cannot be had
   */
  Optional<byte[]> get(String path) {
    URI uri = uri(path);
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<byte[]> response = send(uri);
        int status = response.statusCode();
        if (status == NOT_FOUND) {
          return Optional.empty();
        }
        if (status < SERVER_FAULT || attempt == ATTEMPTS) {
          return Optional.of(body(uri, response));
        }
      } catch (ConnectException | HttpTimeoutException e) {
        throw unreachable(uri, e);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw unreachable(uri, e);
        }
      }
    }
  }

  private HttpResponse<byte[]> send(URI uri) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(ANSWER).header("User-Agent", "virowatch").build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatasetFetchException("fetching " + uri + " was interrupted", e);
    }
  }

  private static byte[] body(URI uri, HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() != 200) {
      throw new DatasetFetchException(
          uri
              + " answered with status "
              + response.statusCode()
              + "; try again later, or give another server by --server");
    }
    String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
    return switch (encoding) {
      case "identity" -> response.body();
      case "gzip" -> {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
          yield in.readAllBytes();
        }
      }
      default ->
          throw new DatasetFetchException(
              uri + " answered with the encoding '" + encoding + "', which was not asked for");
    };
  }

  private URI uri(String path) {
    try {
      URI uri = new URI(address + "/" + path);
      String scheme = uri.getScheme();
      if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
        throw new DatasetFetchException(
            "'" + address + "' is no server's address; it looks like " + DEFAULT);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new DatasetFetchException(
          "'"
              + address
              + "' is no server's address ("
              + e.getReason()
              + "); it looks like "
              + DEFAULT,
          e);
    }
  }

  private static DatasetFetchException unreachable(URI uri, IOException cause) {
    String reason = cause.getMessage();
    return new DatasetFetchException(
        uri
            + " cannot be fetched ("
            + (reason == null ? cause.getClass().getSimpleName() : reason)
            + "); check the network, the proxy (-Dhttps.proxyHost in JAVA_OPTS) and the address"
            + " given by --server",
        cause);
  }
}
