package io.galopin.promise;

import io.galopin.engine.socket.Address;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A real web server, Jetty. The path says what it replies. */
public final class WebServer implements AutoCloseable {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  public final AtomicLong requests = new AtomicLong();

  public WebServer() throws Exception {
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(600_000);
    // With a short queue, many clients make the kernel send SYN cookies, and a reset that arrives
    // before
    // the cookie leaves a socket here that never ends.
    connector.setAcceptQueueSize(4096);
    server.addConnector(connector);
    server.setHandler(new Answers());
    server.start();
  }

  public Address address() {
    return new Address("127.0.0.1", connector.getLocalPort());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  private final class Answers extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      requests.incrementAndGet();
      String path = Request.getPathInContext(request);
      switch (path.split("/", 3)[1]) {
        case "echo" -> echo(request, response, callback);
        case "status" -> {
          response.setStatus(Integer.parseInt(path.substring("/status/".length())));
          callback.succeeded();
        }
        case "length" -> {
          long length = Long.parseLong(path.substring("/length/".length()));
          response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
          bytes(length, response, callback);
        }
        case "chunks" -> {
          response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, "chunked");
          bytes(Long.parseLong(path.substring("/chunks/".length())), response, callback);
        }
        case "bytes" ->
            bytes(Long.parseLong(path.substring("/bytes/".length())), response, callback);
        case "header" ->
            write(
                response,
                callback,
                String.valueOf(request.getHeaders().get(path.substring("/header/".length()))));
        case "sum" -> sum(request, response, callback);
        case "early-hints" -> {
          response
              .writeInterim(103, org.eclipse.jetty.http.HttpFields.EMPTY)
              .whenComplete((done, failure) -> write(response, callback, "after 103"));
        }
        default -> write(response, callback, request.getMethod() + " " + path);
      }
      return true;
    }

    private void write(Response response, Callback callback, String text) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
      response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }

    private void echo(Request request, Response response, Callback callback) throws Exception {
      byte[] body = Content.Source.asInputStream(request).readAllBytes();
      response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** Replies with the body's length and checksum, which the client compares. */
    private void sum(Request request, Response response, Callback callback) throws Exception {
      CRC32 sum = new CRC32();
      long length = 0;
      byte[] buffer = new byte[1 << 16];
      try (InputStream in = Content.Source.asInputStream(request)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          sum.update(buffer, 0, n);
          length += n;
        }
      }
      write(response, callback, length + " " + sum.getValue());
    }

    private void bytes(long count, Response response, Callback callback) throws Exception {
      try (var out = Content.Sink.asOutputStream(response)) {
        Pattern.write(count, out);
      }
      callback.succeeded();
    }
  }
}
