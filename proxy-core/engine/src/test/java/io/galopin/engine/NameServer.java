package io.galopin.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server on loopback, over UDP. Every name is this machine, unless it is told otherwise. */
public final class NameServer implements AutoCloseable {

  /** How it treats a question. */
  enum Mood {
    ANSWERS,
    SILENT,
    NXDOMAIN,
    SERVFAIL
  }

  volatile Mood mood = Mood.ANSWERS;
  final AtomicInteger questions = new AtomicInteger();
  private final DatagramSocket socket;

  public NameServer() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread serving = new Thread(this::serve, "test-name-server");
    serving.setDaemon(true);
    serving.start();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void serve() {
    DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
    try {
      while (true) {
        packet.setLength(1500);
        socket.receive(packet);
        questions.incrementAndGet();
        if (mood != Mood.SILENT) {
          byte[] answer = answer(packet.getData());
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException closed) {
      socket.close();
    }
  }

  private byte[] answer(byte[] asked) throws IOException {
    ByteBuffer question = ByteBuffer.wrap(asked);
    short id = question.getShort(0);
    int end = 12;
    while (question.get(end) != 0) {
      end += question.get(end) + 1;
    }
    boolean ipv4 = question.getShort(end + 1) == 1;
    boolean answers = ipv4 && mood == Mood.ANSWERS;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(id);
    out.writeShort(0x8180 | (mood == Mood.NXDOMAIN ? 3 : mood == Mood.SERVFAIL ? 2 : 0));
    out.writeShort(1);
    out.writeShort(answers ? 1 : 0);
    out.writeInt(0);
    out.write(asked, 12, end + 5 - 12);
    if (answers) {
      // The name of the question, an IPv4 address of the internet, not to be remembered.
      out.writeShort(0xC00C);
      out.writeInt(0x00010001);
      out.writeInt(0);
      out.writeShort(4);
      out.write(new byte[] {127, 0, 0, 1});
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
