package org.virowatch.ingest.dataset;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/** A dataset server with one dataset, which can be made to misbehave. */
final class LocalDatasetServer implements AutoCloseable {
  static final String PATH = "test/virus/strain-1";
  static final String SHORTCUT = "test_virus";
  static final String LATEST = "2025-04-01--08-20-12Z";
  static final String OLDER = "2024-02-16--04-00-32Z";

  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Ways in which a file can fail to arrive. */
  enum Fault {
    TRUNCATED,
    UNAVAILABLE,
    UNAVAILABLE_ONCE,
    GZIPPED
  }

  LocalDatasetServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v3/", this::answer);
    server.start();
    put("index.json", INDEX);
    for (String tag : List.of(LATEST, OLDER)) {
      for (String file : List.of("reference.fasta", "genome_annotation.gff3", "README.md")) {
        files.put(PATH + "/" + tag + "/" + file, builtIn(file));
      }
      String pathogen = new String(builtIn("pathogen.json"), StandardCharsets.UTF_8);
      put(
          PATH + "/" + tag + "/pathogen.json",
          pathogen.replaceFirst("\"tag\": \"[^\"]+\"", "\"tag\": \"" + tag + "\""));
    }
  }

  private static final String INDEX =
      """
      {"schemaVersion": "3.0.0", "collections": [
        {"meta": {"id": "test"}, "datasets": [
          {"path": "test/virus/strain-1", "shortcuts": ["test_virus", "test/virus"],
           "attributes": {"name": "Test virus"},
           "files": {"reference": "reference.fasta", "pathogenJson": "pathogen.json"},
           "versions": [{"tag": "2025-04-01--08-20-12Z"}, {"tag": "2024-02-16--04-00-32Z"}],
           "version": {"tag": "2025-04-01--08-20-12Z"}, "someNewField": 1},
          {"path": "test/rsv/a", "shortcuts": ["rsv_a"], "attributes": {"name": "RSV-A"},
           "versions": [{"tag": "2025-01-01--00-00-00Z"}],
           "version": {"tag": "2025-01-01--00-00-00Z"}}]}]}
      """;

  String address() {
    return "http://"
        + InetAddress.getLoopbackAddress().getHostAddress()
        + ":"
        + server.getAddress().getPort()
        + "/v3";
  }

  void put(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  void remove(String path) {
    files.remove(path);
  }

  void fail(String path, Fault fault) {
    faults.put(path, fault);
  }

  void heal() {
    faults.clear();
  }

  /** Paths asked for so far. */
  List<String> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/v3/".length());
      requests.add(path);
      byte[] body = files.get(path);
      Fault fault = faults.get(path);
      if (fault == Fault.UNAVAILABLE || fault == Fault.UNAVAILABLE_ONCE) {
        if (fault == Fault.UNAVAILABLE_ONCE) {
          faults.remove(path);
        }
        exchange.sendResponseHeaders(503, -1);
      } else if (body == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (fault == Fault.GZIPPED) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
          gzip.write(body);
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, zipped.size());
        exchange.getResponseBody().write(zipped.toByteArray());
      } else if (fault == Fault.TRUNCATED) {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
      } else {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static byte[] builtIn(String file) throws IOException {
    try (InputStream in =
        ReferenceDatasets.class.getResourceAsStream(
            "/org/virowatch/genomics/datasets/sars-cov-2/" + file)) {
      if (in == null) {
        throw new IOException("the built-in dataset has no " + file);
      }
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
