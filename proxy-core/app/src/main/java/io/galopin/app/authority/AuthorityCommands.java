package io.galopin.app.authority;

import io.galopin.app.client.CommandFamily;
import io.galopin.app.client.Completed;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.options.HelpText;
import io.galopin.tls.AuthorityStore;
import io.galopin.tls.Keys;
import io.galopin.tls.PublicFiles;
import io.galopin.tls.certificate.Authority;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands that begin with {@code galopin ca}. */
public final class AuthorityCommands {

  private AuthorityCommands() {}

  /** Returns the commands. */
  public static Completed family() {
    return new CommandFamily(
        "ca",
        "Shows and exports Galopin's own authority, and says how clients trust it.",
        List.of(show(), trust(), export()));
  }

  private static AuthorityCommand show() {
    String example = "galopin ca show";
    return new AuthorityCommand(
        "show",
        List.of(),
        help(
            "galopin ca show [OPTION...]",
            "Shows Galopin's authority: its name, its fingerprint and where it is kept.",
            example,
            "galopin ca show --authority company-ca.pem --authority-key company-ca.key"),
        Options.GIVEN,
        example,
        AuthorityCommands::show);
  }

  private static void show(
      AuthorityStore store, List<String> operands, Map<String, String> given, Console console) {
    Optional<Path> folder = store.folder();
    if (folder.isPresent() && !store.exists()) {
      console
          .out()
          .println(
              "no authority in "
                  + folder.get()
                  + " yet; it is made when one is needed, as by galopin ca trust");
      return;
    }
    Authority authority = store.get();
    console.out().println("name     " + authority.root().getSubjectX500Principal());
    console.out().println("SHA-256  " + fingerprint(authority));
    console.out().println("valid    until " + authority.end());
    folder.ifPresent(kept -> console.out().println("kept in  " + kept));
  }

  private static String fingerprint(Authority authority) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(authority.root().getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static AuthorityCommand trust() {
    String example = "galopin ca trust --for java,node";
    return new AuthorityCommand(
        "trust",
        List.of(),
        help(
            "galopin ca trust [OPTION...]",
            """
            Prints lines for a shell that make clients trust Galopin's authority. Changes
            nothing on the system, but makes the authority if there is none.\
            """,
            example,
            "eval \"$(galopin ca trust --for curl)\""),
        List.of(Options.FOR),
        example,
        AuthorityCommands::trust);
  }

  private static void trust(
      AuthorityStore store, List<String> operands, Map<String, String> given, Console console) {
    List<ClientRuntime> wanted =
        runtimes(given.getOrDefault(Options.FOR.name(), ClientRuntime.names(",")));
    PublicFiles files = new PublicFiles(store);
    for (ClientRuntime runtime : wanted) {
      console.out().println(runtime.comment());
      console.out().println(runtime.line(files));
    }
  }

  private static List<ClientRuntime> runtimes(String list) {
    List<ClientRuntime> all = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      all.add(
          ClientRuntime.of(word.strip())
              .orElseThrow(
                  () ->
                      CommandFailure.wrong(
                          Options.FOR.name()
                              + ": "
                              + word
                              + " (expected: some of "
                              + ClientRuntime.names(", ")
                              + ")")));
    }
    return all;
  }

  private static AuthorityCommand export() {
    String example = "galopin ca export galopin.pem --crl galopin.crl";
    return new AuthorityCommand(
        "export",
        List.of("FILE"),
        help(
            "galopin ca export FILE [OPTION...]",
            """
            Writes the certificate of Galopin's authority to a file: PKCS #12 for Java if it
            ends in .p12, otherwise PEM. Never writes its key.\
            """,
            example,
            "galopin ca export galopin.p12"),
        Stream.concat(Stream.of(Options.CRL), Options.GIVEN.stream()).toList(),
        example,
        AuthorityCommands::export);
  }

  private static void export(
      AuthorityStore store, List<String> operands, Map<String, String> given, Console console) {
    Path file = Options.path("FILE", operands.get(0));
    PublicFiles files = new PublicFiles(store);
    files.export(file);
    boolean java = Keys.isStore(file.toString());
    console
        .out()
        .println(
            "certificate written to "
                + file
                + (java ? ", with the password " + PublicFiles.PASSWORD : ""));
    String crl = given.get(Options.CRL.name());
    if (crl != null) {
      files.exportRevocations(Options.path(Options.CRL.name(), crl));
      console.out().println("what is revoked written to " + crl);
    }
  }

  private static HelpText help(String synopsis, String description, String... examples) {
    StringBuilder footer = new StringBuilder(examples.length == 1 ? "\nExample\n" : "\nExamples\n");
    for (String each : examples) {
      footer.append("  ").append(each).append('\n');
    }
    return new HelpText(synopsis, description, footer.toString());
  }
}
