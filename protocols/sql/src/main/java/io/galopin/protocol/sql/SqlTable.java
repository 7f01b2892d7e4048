package io.galopin.protocol.sql;

/**
 * A table that a statement names, in the case in which the server looks it up.
 *
 * @param schema what stands before the table's name, without the last dot; empty if nothing does
 */
public record SqlTable(String schema, String name) {

  /** Returns the name with the schema in front, if one was given. */
  public String qualified() {
    return schema.isEmpty() ? name : schema + "." + name;
  }

  @Override
  public String toString() {
    return qualified();
  }
}
