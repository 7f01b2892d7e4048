package io.galopin.app.options;

import io.galopin.api.Option;
import java.util.List;

/** The options that give an authority, wherever one can be given. */
public final class AuthorityOptions {

  private AuthorityOptions() {}

  /**
   * Returns those of the certificate, its private key, and the password from a file or from the
   * environment, in this order.
   *
   * @param name of the first, with which the others begin
   * @param description of the first
   */
  public static List<CliOption> of(String name, String description) {
    return List.of(
        option("FILE", name, description),
        option("FILE", name + "-key", "its private key, in PEM"),
        option("FILE", name + "-password-file", "a file with the password of it"),
        option("NAME", name + "-password-env", "the environment variable with it"));
  }

  private static CliOption option(String label, String name, String description) {
    return CliOption.of(label, Option.text(name, description));
  }
}
