package io.galopin.protocol.redis;

import io.galopin.protocol.redis.Command.Role;
import io.galopin.protocol.redis.KeyPlace.Kind;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The commands of Redis. A hash table with open addressing finds them by the bytes of their name,
 * without allocation. Places of keys are those that {@code COMMAND} of Redis reports.
 */
final class Commands {

  /** Stands for a command with an unknown name: it has no key and one answer. */
  static final Command UNKNOWN = new Command("", KeyPlace.NONE, Role.PLAIN);

  private static final int SLOTS = 1024;
  private static final Command @Nullable [] TABLE = new Command[SLOTS];

  static {
    add(
        new KeyPlace(Kind.AT, 1),
        """
        APPEND BITCOUNT BITFIELD BITFIELD_RO BITPOS BLMOVE BLPOP BRPOP BRPOPLPUSH BZPOPMAX BZPOPMIN
        COPY DECR DECRBY DEL DELEX DIGEST DUMP EXISTS EXPIRE EXPIREAT EXPIRETIME GEOADD GEODIST
        GEOHASH GEOPOS GEORADIUS GEORADIUSBYMEMBER GEORADIUSBYMEMBER_RO GEORADIUS_RO GEOSEARCH
        GEOSEARCHSTORE GET GETBIT GETDEL GETEX GETRANGE GETSET HDEL HEXISTS HEXPIRE HEXPIREAT
        HEXPIRETIME HGET HGETALL HGETDEL HGETEX HINCRBY HINCRBYFLOAT HKEYS HLEN HMGET HMSET HPERSIST
        HPEXPIRE HPEXPIREAT HPEXPIRETIME HPTTL HRANDFIELD HSCAN HSET HSETEX HSETNX HSTRLEN HTTL
        HVALS INCR INCRBY INCRBYFLOAT LCS LINDEX LINSERT LLEN LMOVE LPOP LPOS LPUSH LPUSHX LRANGE
        LREM LSET LTRIM MGET MOVE MSET MSETNX PERSIST PEXPIRE PEXPIREAT PEXPIRETIME PFADD PFCOUNT
        PFMERGE PSETEX PTTL RENAME RENAMENX RESTORE RESTORE-ASKING RPOP RPOPLPUSH RPUSH RPUSHX SADD
        SCARD SDIFF SDIFFSTORE SET SETBIT SETEX SETNX SETRANGE SINTER SINTERSTORE SISMEMBER SMEMBERS
        SMISMEMBER SMOVE SORT SORT_RO SPOP SRANDMEMBER SREM SSCAN STRLEN SUBSTR SUNION SUNIONSTORE
        TOUCH TTL TYPE UNLINK WATCH XACK XACKDEL XADD XAUTOCLAIM XCLAIM XDEL XDELEX XLEN XPENDING
        XRANGE XREVRANGE XSETID XTRIM ZADD ZCARD ZCOUNT ZDIFFSTORE ZINCRBY ZINTERSTORE ZLEXCOUNT
        ZMSCORE ZPOPMAX ZPOPMIN ZRANDMEMBER ZRANGE ZRANGEBYLEX ZRANGEBYSCORE ZRANGESTORE ZRANK ZREM
        ZREMRANGEBYLEX ZREMRANGEBYRANK ZREMRANGEBYSCORE ZREVRANGE ZREVRANGEBYLEX ZREVRANGEBYSCORE
        ZREVRANK ZSCAN ZSCORE ZUNIONSTORE
        """);
    add(new KeyPlace(Kind.AT, 2), "BITOP MEMORY OBJECT PFDEBUG XGROUP XINFO");
    add(new KeyPlace(Kind.AT, 3), "MIGRATE");
    add(new KeyPlace(Kind.COUNTED, 1), "LMPOP SINTERCARD ZDIFF ZINTER ZINTERCARD ZMPOP ZUNION");
    add(
        new KeyPlace(Kind.COUNTED, 2),
        "BLMPOP BZMPOP EVAL EVALSHA EVALSHA_RO EVAL_RO FCALL FCALL_RO");
    add(new KeyPlace(Kind.STREAMS, 0), "XREAD XREADGROUP");
    add(
        KeyPlace.NONE,
        """
        ACL ASKING AUTH BGREWRITEAOF BGSAVE CLUSTER COMMAND CONFIG DBSIZE DEBUG ECHO FAILOVER
        FLUSHALL FLUSHDB FUNCTION INFO KEYS LASTSAVE LATENCY LOLWUT MODULE PFSELFTEST PING PUBLISH
        PUBSUB QUIT RANDOMKEY READONLY READWRITE REPLICAOF ROLE SAVE SCAN SCRIPT SHUTDOWN
        SLAVEOF SLOWLOG SPUBLISH SWAPDB TIME UNWATCH WAIT WAITAOF
        """);
    for (Role role : Role.values()) {
      switch (role) {
        case PLAIN -> {}
        case SUBSCRIBE -> add(role, "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE");
        case UNSUBSCRIBE -> add(role, "UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE");
        case SYNC -> add(role, "SYNC", "PSYNC");
        default -> add(role, role.name());
      }
    }
  }

  private Commands() {}

  private static void add(KeyPlace key, String names) {
    for (String name : names.trim().split("\\s+")) {
      add(new Command(name, key, Role.PLAIN));
    }
  }

  private static void add(Role role, String... names) {
    for (String name : names) {
      add(new Command(name, KeyPlace.NONE, role));
    }
  }

  private static void add(Command command) {
    int hash = 0;
    for (int i = 0; i < command.name().length(); i++) {
      hash = hash(hash, command.name().charAt(i));
    }
    int slot = slot(hash);
    while (TABLE[slot] != null) {
      slot = slot(slot + 1);
    }
    TABLE[slot] = command;
  }

  private static int hash(int hash, int character) {
    return hash * 31 + character;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 10) & SLOTS - 1;
  }

  private static int capital(byte character) {
    return character >= 'a' && character <= 'z' ? character - ('a' - 'A') : character;
  }

  /** Returns the command with this name, in any case; {@link #UNKNOWN} if there is none. */
  static Command find(ByteBuf in, int from, int length) {
    int hash = 0;
    for (int i = 0; i < length && i < 32; i++) {
      hash = hash(hash, capital(in.getByte(from + i)));
    }
    for (int slot = slot(hash); ; slot = slot(slot + 1)) {
      Command command = TABLE[slot];
      if (command == null) {
        return UNKNOWN;
      }
      if (equal(command.name(), in, from, length)) {
        return command;
      }
    }
  }

  /** Whether some bytes equal {@code word}, in any case. */
  static boolean equal(String word, ByteBuf in, int from, int length) {
    return Octets.areAnyCase(in, from, from + length, word);
  }
}
