#!/bin/bash
# The agent scorer for an encoder: analyses the corpora with it, trains, measures, writes the model file. About 15 minutes on one core.
#
#   pipeline.sh FOLDER CHECKPOINT.pt DATA OUT.model
#
# FOLDER: output of ../prepare.py, with vocabulary.txt and raw.txt. Results of the steps go into FOLDER/agents/NAME of the checkpoint; the
# analyses there are made anew if the checkpoint is newer.
set -e
here=$(cd "$(dirname "$0")" && pwd)
folder=$(realpath "$1") checkpoint=$(realpath "$2") data=$(realpath "$3") out=$4
export OPENBLAS_CORETYPE=${OPENBLAS_CORETYPE:-SKYLAKEX} OMP_NUM_THREADS=1
python="/usr/bin/python3 -W ignore"
work=$folder/agents/$(basename "$checkpoint" .pt)
mkdir -p "$work"
[ -s "$folder/agents/firsts.json" ] || $python "$here/firsts.py" "$folder/raw.txt" "$folder/agents/firsts.json"
[ "$work/silver-train.pickle" -nt "$checkpoint" ] || $python "$here/cache.py" "$folder" "$checkpoint" "$data" "$work"
$python "$here/fit.py" "$work" "$folder/agents/firsts.json" "$work/scorer.pt" --bias -1 --data "$data"
$python "$here/write.py" "$work" "$folder/agents/firsts.json" "$work/scorer.pt" "$data" "$out"
