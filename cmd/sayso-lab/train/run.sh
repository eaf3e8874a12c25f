#!/usr/bin/env bash
# From corpora to the weights that ship:
#
#   cmd/sayso-lab/train/run.sh CORPORA FOLDER
#
# Everything on the way (packages, prepared windows, checkpoints) is kept in
# FOLDER. A run that was cut off goes on where it was when this is called again.
set -euo pipefail
corpora=$(cd "$1" && pwd)
mkdir -p "$2"
folder=$(cd "$2" && pwd)
cd "$(dirname "$0")/../../.."
bench=cmd/sayso-lab/train
python=$folder/venv/bin/python

test -x "$python" || python3 -m venv "$folder/venv"
"$python" -m pip install --quiet --disable-pip-version-check -r $bench/requirements.txt
"$python" $bench/pretrained.py --vocabulary "$folder/vocabulary.txt"
test -e "$folder/prepared/labels.json" ||
	go run ./cmd/sayso-lab prepare --corpora "$corpora" --vocabulary "$folder/vocabulary.txt" --out "$folder/prepared"

# learn NAME OPTION... trains, or goes on from the last checkpoint.
learn() {
	local run=$folder/$1
	shift
	if test -e "$run/checkpoint.pt"; then
		"$python" $bench/train.py --resume --run "$run" "$@"
	else
		"$python" $bench/train.py --prepared "$folder/prepared" --run "$run" "$@"
	fi
}
learn teacher --encoder bert-base-uncased --without silver,dse,newsmtsc --split 0.3 --share polnear=16 --epochs 2 --batch 2048 \
	--rate 1e-4 --scorer-rate 2e-3 --dropout 0.2 --average 0.995 --warmup 0.1
test -e "$folder/prepared/silver.train.json" ||
	"$python" $bench/label.py --checkpoint "$folder/teacher/checkpoint.pt" --prepared "$folder/prepared"
# What ships was begun as a run of six epochs and went on after the fourth as one of eight.
if ! test -e "$folder/full/checkpoint.pt"; then
	learn begun --without dse,newsmtsc --split 0.3 --share polnear=8,silver=6 --epochs 6 --rate 5e-4 --dropout 0.15 --average 0.999 --quantize-from 5.2 --measure 3 --steps 3471
	mkdir -p "$folder/full"
	cp "$folder/begun/checkpoint.pt" "$folder/full/checkpoint.pt"
fi
learn full --epochs 8 --quantize-from 7.3 --measure 4
# Then claims, beside all that it knows; a tenth of their documents is kept to calibrate on.
learn claims --start "$folder/full/checkpoint.pt" --tasks tag,parse,names,claims --without dse,newsmtsc --split 0.25 \
	--share polnear.names=3,silver=6 --hold polnear=10 --weights parse=1.3 --epochs 4 --rate 3e-4 --dropout 0.15 --average 0.999 --quantize-from 3.3

# A second teacher, of claims, goes on from the first. It labels the same news, and what stands within PolNeAR's contents.
learn reporter --encoder bert-base-uncased --start "$folder/teacher/checkpoint.pt" --tasks claims --corpora polnear --hold polnear=10 --split 0.25 \
	--epochs 2 --batch 2048 --rate 1e-4 --scorer-rate 2e-3 --dropout 0.15 --average 0.995 --warmup 0.1
grep -q claims "$folder/prepared/silver.train.json" ||
	"$python" $bench/label.py --checkpoint "$folder/reporter/checkpoint.pt" --prepared "$folder/prepared" --add
# Then all tasks together, stance with them; of what that forgot of words, a part is taken back.
learn all --start "$folder/claims/checkpoint.pt" --tasks tag,parse,names,claims,stance --split 0.25 --share polnear.names=3,silver=3,ewt=2,gum=2,wikigold=2 \
	--hold polnear=10,dse=10,newsmtsc=10 --weights parse=1.3,stance=2 --epochs 3 --rate 3e-4 --dropout 0.15 --average 0.999 --quantize-from 2.4
test -e "$folder/last/checkpoint.pt" ||
	"$python" $bench/mix.py --first "$folder/claims/checkpoint.pt" --then "$folder/all/checkpoint.pt" --share 0.6 --prepared "$folder/prepared" --out "$folder/last"

# So many steps forget which words praise and blame. Stance has three layers of its own that begin as they were pretrained, on the
# word vectors that all else ended with. A third teacher, of stance alone, judges the names in the news.
learn judge --encoder bge-small-en-v1.5 --tasks stance --corpora dse,newsmtsc --share dse=2 --hold dse=10,newsmtsc=10 --epochs 2 --rate 2e-4 --dropout 0.15 --average 0.995
grep -q '"stance"' "$folder/prepared/silver.train.json" ||
	"$python" $bench/label.py --checkpoint "$folder/judge/checkpoint.pt" --prepared "$folder/prepared" --add
learn stance --layers 0,2,4 --words-of "$folder/last/checkpoint.pt" --alone --tasks stance --corpora dse,newsmtsc,silver --share dse=2,silver=2 \
	--hold dse=10,newsmtsc=10 --epochs 3 --rate 2.5e-4 --dropout 0.15 --average 0.998 --quantize-from 2.5

"$python" $bench/export.py --checkpoint "$folder/last/checkpoint.pt" --stance "$folder/stance/checkpoint.pt" --prepared "$folder/prepared" --out data/weights/small.sayso
"$python" $bench/fixture.py --checkpoint "$folder/last/checkpoint.pt" --stance "$folder/stance/checkpoint.pt" --out data/weights/small.fixture.json
