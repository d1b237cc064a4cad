#!/usr/bin/env bash
# Applies each mutation of list.txt to a copy of the repository, runs the tests named beside it, and tells which were noticed.
# Usage: tests/mutations/run.sh [part of a name]. Exit code 0 when every mutation was killed.
set -u
repo="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
list="$repo/tests/mutations/list.txt"
only="${1:-}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
(cd "$repo" && git ls-files -z | tar --null -T - -cf -) | tar -xf - -C "$work"
cd "$work" || exit 2
project="tests/Bess.Scheduling.Tests"
build=(dotnet build "$project" -v q --nologo -m:1 -p:RunAnalyzers=false -p:GenerateDocumentationFile=false)

run_tests() {
    local expression="" part
    IFS=',' read -ra parts <<< "$1"
    for part in "${parts[@]}"; do expression+="${expression:+|}FullyQualifiedName~$part"; done
    timeout 180 dotnet test "$project" --no-build --nologo -v q --filter "$expression" > "$work/test.log" 2>&1
}

trim() { local text="$1"; text="${text#"${text%%[![:space:]]*}"}"; printf '%s' "${text%"${text##*[![:space:]]}"}"; }

"${build[@]}" > "$work/build.log" 2>&1 || { cat "$work/build.log"; echo "the unmutated copy does not build"; exit 2; }
run_tests "Kernel,ClosedForm,Central,BarrierRound,Checking" || { tail -20 "$work/test.log"; echo "the unmutated copy fails its tests"; exit 2; }

killed=0 survived=0
while IFS='|' read -r name file from to filter; do
    name="$(trim "$name")"; file="$(trim "$file")"; from="$(trim "$from")"; to="$(trim "$to")"; filter="$(trim "$filter")"
    [[ -z "$name" || "$name" == \#* || "$name" != *"$only"* ]] && continue
    if [[ "$(grep -cF -- "$from" "$file")" != 1 ]]; then
        echo "STALE     $name: expected the text on one line of $file"; survived=$((survived + 1)); continue
    fi
    cp "$file" "$work/original"
    content="$(cat "$file")"
    printf '%s\n' "${content/"$from"/"$to"}" > "$file"
    if ! "${build[@]}" > "$work/build.log" 2>&1; then
        echo "BROKEN    $name: does not compile"; survived=$((survived + 1))
    elif run_tests "$filter"; then
        echo "SURVIVED  $name"; survived=$((survived + 1))
    else
        echo "killed    $name"; killed=$((killed + 1))
    fi
    cp "$work/original" "$file"
    touch "$file"
done < "$list"
echo "$killed killed, $survived survived"
[[ "$survived" == 0 ]]
