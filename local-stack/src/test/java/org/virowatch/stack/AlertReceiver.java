package org.virowatch.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;

/** A webhook's other end, which notes how often each event came. */
final class AlertReceiver implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Integer> deliveries = new TreeMap<>();

  private AlertReceiver(HttpServer server) {
    this.server = server;
  }

  static AlertReceiver start() throws IOException {
    AlertReceiver receiver =
        new AlertReceiver(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50));
    receiver.server.createContext("/", receiver::take);
    receiver.server.start();
    return receiver;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Returns how often each event came, by its {@code Idempotency-Key}. */
  synchronized Map<String, Integer> deliveries() {
    return new TreeMap<>(deliveries);
  }

  private void take(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    note(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private synchronized void note(String key) {
    deliveries.merge(key, 1, Integer::sum);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
