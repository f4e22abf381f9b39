#!/bin/sh
# Makes the language model from shared/data, step by step; what is done already is not done again, so it may be stopped at any time.
#   pipeline.sh FOLDER DATA       FOLDER: for arrays, checkpoints and logs (3 GB); DATA: shared/data
# Two steps without a need for each other run side by side, one thread each; several hours on two cores.
set -e
cd "$(dirname "$0")"
W=$1 D=$2
export OMP_NUM_THREADS=1 OPENBLAS_CORETYPE="${OPENBLAS_CORETYPE:-$(grep -q avx512f /proc/cpuinfo && echo SKYLAKEX || echo HASWELL)}"
once() {  # once NAME COMMAND...: runs it unless FOLDER/NAME.done is there
  name=$1; shift
  [ -e "$W/$name.done" ] || { "$@" >> "$W/$name.out" 2>&1 && touch "$W/$name.done"; }
}
mkdir -p "$W"
once vectors-built g++ -O3 -march=native -ffast-math -std=c++20 vectors.cpp -o "$W/vectors"
once raw ./raw_text.py "$D" "$W"
once vectors "$W/vectors" "$W/norms.txt" "$W/vocabulary.txt" "$W/vectors.f32" 3 &
once prepare ./prepare.py "$D" "$W"
once lists ./name_lists.py "$D" "$W"
wait $!
once pretrain ./pretrain.py "$W" pre --vectors "$W/vectors.f32"
once train ./train.py "$W" encoder --from "$W/pre.pt" --steps 8000
./evaluate.py "$W" "$W/encoder.pt" "$D" | tee "$W/scores.txt"
./export.py "$W" "$W/encoder.pt" "$W/encoder.model" recipe.json
