#!/bin/sh
# socat has no configuration file: these are its options. It forks for each connection.
exec socat -b 262144 \
  TCP4-LISTEN:@listen@,bind=127.0.0.1,reuseaddr,fork,backlog=4096,nodelay \
  TCP4:127.0.0.1:@backend@,nodelay
