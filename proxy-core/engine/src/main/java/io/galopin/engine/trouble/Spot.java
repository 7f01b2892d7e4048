package io.galopin.engine.trouble;

/**
 * A plugin at work, as a stack shows it.
 *
 * @param hook the method that the engine called
 * @param by the class of the engine that did
 * @param type the plugin's class
 */
public record Spot(String hook, String by, String type) {

  /** The plugin's class without those in it. */
  public String outer() {
    return outer(type);
  }

  /** A class without those in it. */
  public static String outer(String type) {
    int inner = type.indexOf('$');
    return inner < 0 ? type : type.substring(0, inner);
  }
}
