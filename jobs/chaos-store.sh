# Sourced by chaos: results on HDFS or S3, whose server, of the tests, runs on this machine for as long as the script does. See
# dev.kappasweep.spark.ChaosStore for what it can be asked.

# Compiles the tests where they are not, and starts the server; sets root_uri, and what its clients need.
start_store() {
  local java libraries classes="$root/target/test-classes"
  java=$(find_java)
  "$here/kappasweep" --version > /dev/null # builds
  if [ -n "$(find "$root/src/test/java" "$root/pom.xml" -newer "$classes/dev/kappasweep/spark/ChaosStore.class" -print -quit 2>&1)" ] ||
    [ ! -s "$root/target/test-classpath.txt" ]; then
    say "the tests are compiled"
    (cd -- "$root" && mvn -B -q test-compile dependency:build-classpath -DincludeScope=test \
      -Dmdep.outputFile=target/test-classpath.txt > "$dir/compile.log" 2>&1) || { cat "$dir/compile.log" >&2; exit 3; }
    touch -- "$classes/dev/kappasweep/spark/ChaosStore.class"
  fi
  mkfifo "$dir/asked" "$dir/answered"
  (cd -- "$root" && exec "$java" @target/jvm-options.txt -Xmx512m \
    -cp "target/test-classes:target/kappasweep.jar:$(< "$root/target/test-classpath.txt")" \
    dev.kappasweep.spark.ChaosStore "$store" "$dir/store") < "$dir/asked" > "$dir/answered" 2> "$dir/store.log" &
  serving=$!
  exec 8> "$dir/asked" 9< "$dir/answered"
  read -r _ root_uri libraries <&9 || { cat "$dir/store.log" >&2; exit 3; }
  export HADOOP_CONF_DIR="$dir/store/conf" KAPPASWEEP_CLASSPATH="$libraries"
  server=$(ask pid)
  say "store: $root_uri"
}

stop_store() {
  kill -CONT "${server:-$serving}" 2> /dev/null || true
  exec 8>&- 9<&-
  wait "$serving" 2> /dev/null || true
  serving=
}

# ask WORD...: what it answers.
ask() {
  local answer IFS=$'\t'
  printf '%s\n' "$*" >&8
  IFS= read -r answer <&9
  printf '%s' "$answer"
}

# Two that start in the same moment: one trains, and the other ends at once.
at_once() {
  local out first second one=0 other=0
  out=$(place at-once)
  launch "$out" "$dir/at-once-1.log"
  first=$running
  launch "$out" "$dir/at-once-2.log"
  second=$running
  wait "$first" 2> /dev/null || one=$?
  wait "$second" 2> /dev/null || other=$?
  running=
  [ "$((one + other))" -eq 2 ] && [ "$((one * other))" -eq 0 ] || wrong "lock: two at once ended with $one and $other"
  say "lock: two at once: $(grep -h -E 'in use by another run|taken over by another run' "$dir"/at-once-?.log)"
  same at-once "$out"
}

# A driver is held still until another has taken over and committed, and then wakes up.
stopped_driver() {
  local out first before
  out=$(place stopped)
  launch "$out" "$dir/stopped.log"
  first=$running
  await "$out" 1
  held=$first
  kill -STOP "$first"
  before=$(committed "$out")
  say "stopped: SIGSTOP of the driver, $before of $trials trials committed"
  sleep 61
  launch "$out" "$dir/taking.log"
  await "$out" $((before + 1))
  kill -CONT "$first"
  say "stopped: it wakes up, $(committed "$out") of $trials trials committed"
  code=0
  wait "$first" 2> /dev/null || code=$?
  held=
  [ "$code" -eq 2 ] && grep -q "has been taken over by another run (.*process $running, since" "$dir/stopped.log" ||
    wrong "stopped: the driver that woke up ended with $code: $(tail -n 1 "$dir/stopped.log")"
  say "stopped: $(grep 'taken over' "$dir/stopped.log" | tail -n 1)"
  finish
  [ "$code" -eq 0 ] || wrong "stopped: the second driver ended with $code: $(tail -n 1 "$dir/taking.log")"
  same stopped "$out"
}

# holding_still: while the run goes on, its server answers nothing for three seconds of every five.
holding_still() {
  local pauses=0
  while kill -0 "$running" 2> /dev/null; do
    sleep 2
    kill -STOP "$server"
    sleep 3
    kill -CONT "$server"
    pauses=$((pauses + 1))
  done
  say "faults: the server was held still $pauses times, for 3 s each"
}

faulty_server() {
  local out
  out=$(place faults)
  [ "$store" = hdfs ] || ask faulty 20 3 7 > /dev/null # 20 ms more; each third PUT's answer is lost, each seventh request refused
  launch "$out" "$dir/faults.log"
  await "$out" 2
  kill -9 "$running"
  finish
  launch "$out" "$dir/faults.log"
  [ "$store" != hdfs ] || holding_still
  finish
  [ "$store" = hdfs ] || ask mend "$out" > /dev/null
  [ "$code" -eq 0 ] || wrong "faults: ended with $code: $(tail -n 1 "$dir/faults.log")"
  same faults "$out"
}

fill_store() {
  local out
  out=$(place full)
  launch "$out" "$dir/full.log"
  await "$out" 1
  kill -STOP "$running" # so that it does not end before the quota is there
  ask full "$out" > /dev/null
  kill -CONT "$running"
  finish
  [ "$code" -eq 3 ] || wrong "full: a quota that is used up ended with $code"
  say "full: the quota is used up, exit code $code: $(grep '^kappasweep:' "$dir/full.log" | tail -n 1)"
  "$here/kappasweep" tables "$out" > /dev/null || wrong "full: what was committed cannot be read"
  ask mend "$out" > /dev/null
  launch "$out" "$dir/full.log"
  finish
  [ "$code" -eq 0 ] || wrong "full: the same command did not resume: $(tail -n 1 "$dir/full.log")"
  same full "$out"
}
