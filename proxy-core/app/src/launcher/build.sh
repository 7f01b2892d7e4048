# Builds Galopin. The launcher script in the source tree reads this file and calls build_if_stale. A
# distribution does not use it.

build_if_stale() {
  if is_stale; then
    build
  fi
}

is_stale() {
  [ -f "$jar" ] || return 0
  [ -n "$(cd "$home" && find pom.xml proxy-core protocols behaviors \
    \( -name target -o -path '*/src/test' \) -prune -o \
    \( -name pom.xml -o -path '*/src/main*' \) -newer "$jar" -print | head -n 1)" ]
}

build() {
  [ -x "$jdk/bin/javac" ] || fail "$jdk has no javac: building Galopin needs a JDK, not only a JRE."
  command -v mvn >/dev/null 2>&1 ||
    fail "There is no mvn on the PATH. Building Galopin needs Maven: https://maven.apache.org"
  mkdir -p "$own"
  take_lock
  if is_stale; then
    if [ -f "$jar" ]; then
      say "the sources are newer than the build; building"
    else
      say "building; the first time takes a minute or two, because Maven downloads what is missing"
    fi
    run_maven
    # Maven keeps a jar whose content would not change. The next start looks at its date.
    touch "$jar"
  fi
  rm -rf "$lock"
  trap - EXIT INT TERM
}

# Two starts must not build into the same folders at the same time.
take_lock() {
  lock=$own/build.lock
  waiting=
  until mkdir "$lock" 2>/dev/null; do
    owner=$(cat "$lock/pid" 2>/dev/null || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$lock"
    else
      [ -n "$waiting" ] || say "waiting for another build to end"
      waiting=yes
      sleep 1
    fi
  done
  trap 'rm -rf "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  echo $$ >"$lock/pid"
}

run_maven() {
  log=$own/build.log
  rm -f "$own/build.status"
  {
    status=0
    (cd "$home" && JAVA_HOME=$jdk mvn -B -pl proxy-core/app -am -Dmaven.test.skip=true \
      -Dassembly.skipAssembly=true -Dexec.skip=true package) \
      2>&1 || status=$?
    echo "$status" >"$own/build.status"
  } | tee "$log" | show_progress
  if [ "$(cat "$own/build.status" 2>/dev/null)" != 0 ]; then
    grep '^\[ERROR\]' "$log" | head -n 15 >&2 || true
    fail "The build failed. Maven's output is in $log"
  fi
}

# Prints a line per module, from "[INFO] Building Galopin :: Engine 0.1.0-SNAPSHOT   [4/9]", and a sign of
# life while Maven downloads. Counts modules itself, because parallel ones begin in any order.
show_progress() {
  fetched=0
  begun=0
  while IFS= read -r line; do
    case $line in
      '[INFO] Building Galopin'*/*']')
        line=${line#'[INFO] Building '}
        begun=$((begun + 1))
        printf '  [%s/%s %s\n' "$begun" "${line##*/}" "${line%% [0-9]*}" >&2
        ;;
      *'Downloaded from '*)
        fetched=$((fetched + 1))
        if [ $((fetched % 50)) -eq 0 ]; then
          printf '  downloaded %s files\n' "$fetched" >&2
        fi
        ;;
    esac
  done
}
