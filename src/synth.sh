#!/bin/sh
# What cdk.json runs. Builds what is deployed where it is missing or older than its sources, then
# synthesizes the stack.
set -eu
cd "$(dirname "$0")/.."

# jsii warns about Node 20 otherwise.
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20
set -- -q -B -Dspotless.check.skip -Denforcer.skip

# stale JAR MODULE..: whether a module's sources are newer than the jar that is made of them
stale() {
  jar=$1
  shift
  [ -f "$jar" ] || return 0
  for module; do
    [ -d "$module" ] || continue
    [ -z "$(find pom.xml "$module/pom.xml" "$module/src/main" -type f -newer "$jar")" ] || return 0
  done
  return 1
}

if stale lambda/target/spanglue-lambda.jar tracing lambda ||
  stale glue-scripts/target/spanglue-glue-scripts-all.jar tracing spark-tracing glue-scripts; then
  echo "Building the function and the jobs" >&2
  mvn "$@" -Dmaven.test.skip=true -pl lambda,glue-scripts -am package >&2
fi
exec mvn "$@" -f src/pom.xml compile exec:java
